// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.pathtracer.interfaces.Route;

/** Reads routes out of the kernel's messages. */
final class Routes {
    private static final int DESTINATION_LENGTH = 1;
    private static final int TABLE = 4;
    private static final int TYPE = 7;
    /** {@code struct rtnexthop}: length, flags, hops, interface. */
    private static final int NEXT_HOP = 8;

    private static final int NEXT_HOP_INTERFACE = 4;

    private Routes() {}

    /**
     * The default routes of the main table: IPv4 first, then the smallest metric.
     *
     * @param names of interfaces by number
     */
    static List<Route> defaults(List<Message> table, IntFunction<String> names) {
        return table.stream()
                .filter(Routes::isDefault)
                .sorted(Routes::compare)
                .flatMap(message -> read(message, names).stream())
                .toList();
    }

    private static int compare(Message one, Message other) {
        int families = Integer.compare(one.octet(0), other.octet(0));
        return families != 0 ? families : Long.compare(metricOrZero(one), metricOrZero(other));
    }

    private static long metricOrZero(Message message) {
        return metric(message.attributes(Rtnetlink.RTMSG)).orElse(0);
    }

    private static boolean isDefault(Message message) {
        return message.type() == Rtnetlink.RTM_NEWROUTE
                && message.has(Rtnetlink.RTMSG)
                && message.octet(DESTINATION_LENGTH) == 0
                && message.octet(TABLE) == Rtnetlink.RT_TABLE_MAIN
                && message.octet(TYPE) == Rtnetlink.RTN_UNICAST;
    }

    /** A route; several if packets are shared out to next hops. */
    static List<Route> read(Message message, IntFunction<String> names) {
        Map<Integer, ByteBuffer> attributes = message.attributes(Rtnetlink.RTMSG);
        Optional<InetAddress> source = Message.address(attributes, Rtnetlink.RTA_PREFSRC);
        OptionalLong metric = metric(attributes);
        List<Route> routes = new ArrayList<>();
        OptionalInt out = Message.number(attributes, Rtnetlink.RTA_OIF);
        if (out.isPresent()) {
            routes.add(route(out.getAsInt(), attributes, names, source, metric));
        }
        ByteBuffer hops = attributes.getOrDefault(Rtnetlink.RTA_MULTIPATH, ByteBuffer.allocate(0));
        int at = 0;
        while (hops.limit() - at >= NEXT_HOP) {
            int length = Short.toUnsignedInt(hops.getShort(at));
            if (length < NEXT_HOP || length > hops.limit() - at) {
                return routes;
            }
            ByteBuffer nested = hops.duplicate()
                    .limit(at + length)
                    .position(at + NEXT_HOP)
                    .slice()
                    .order(ByteOrder.nativeOrder());
            routes.add(route(hops.getInt(at + NEXT_HOP_INTERFACE), Message.attributes(nested), names, source, metric));
            at += length + 3 & ~3;
        }
        return routes;
    }

    private static Route route(
            int index,
            Map<Integer, ByteBuffer> attributes,
            IntFunction<String> names,
            Optional<InetAddress> source,
            OptionalLong metric) {
        return new Route(
                names.apply(index), source, gateway(attributes).map(address -> Links.scoped(address, index)), metric);
    }

    /** An IPv4 route may lead over an IPv6 router: then it is behind its family, in two bytes. */
    private static Optional<InetAddress> gateway(Map<Integer, ByteBuffer> attributes) {
        return Message.address(attributes, Rtnetlink.RTA_GATEWAY)
                .or(() ->
                        Optional.ofNullable(attributes.get(Rtnetlink.RTA_VIA)).flatMap(via -> Message.address(via, 2)));
    }

    private static OptionalLong metric(Map<Integer, ByteBuffer> attributes) {
        OptionalInt metric = Message.number(attributes, Rtnetlink.RTA_PRIORITY);
        return metric.isPresent() ? OptionalLong.of(Integer.toUnsignedLong(metric.getAsInt())) : OptionalLong.empty();
    }
}
