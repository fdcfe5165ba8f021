// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.RequestBuilder;
import org.pathtracer.address.HostText;
import org.pathtracer.exporter.toml.Table;

/** The options that probes of all kinds share. Each is read once, and set in the request of each target. */
final class ProbeWords {
    static final Map<String, AddressFamily> ADDRESS_FAMILIES =
            Map.of("any", AddressFamily.ANY, "ipv4", AddressFamily.IPV4, "ipv6", AddressFamily.IPV6);
    private static final Map<String, Protocol> PROTOCOLS =
            Map.of("icmp", Protocol.ICMP, "udp", Protocol.UDP, "tcp", Protocol.TCP);
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int HIGHEST_PORT = 65_535;

    private final List<Consumer<RequestBuilder<?>>> chosen = new ArrayList<>();

    /** Reads those that a table has. */
    ProbeWords(Table table) {
        set(table.choice("protocol", PROTOCOLS), RequestBuilder::protocol);
        set(table.choice("family", ADDRESS_FAMILIES), RequestBuilder::family);
        set(table.number("port", 1, HIGHEST_PORT), RequestBuilder::port);
        set(table.number("traffic_class", 0, 255), RequestBuilder::trafficClass);
        set(table.text("interface"), RequestBuilder::networkInterface);
        set(source(table), RequestBuilder::source);
        set(table.text("transport"), RequestBuilder::transport);
    }

    private static Optional<InetAddress> source(Table table) {
        Optional<String> text = table.text("source");
        Optional<InetAddress> address = text.flatMap(HostText::literal);
        if (text.isPresent() && address.isEmpty()) {
            table.problem("source", "must be an address of this host, but is \"" + text.orElseThrow() + "\"");
        }
        return address;
    }

    private <T> void set(Optional<T> value, BiConsumer<RequestBuilder<?>, T> setter) {
        value.ifPresent(known -> chosen.add(builder -> setter.accept(builder, known)));
    }

    /** Sets them in a request. */
    <B extends RequestBuilder<B>> B applyTo(B builder) {
        chosen.forEach(option -> option.accept(builder));
        return builder;
    }

    /** Returns the longest wait for one answer. */
    static Optional<Duration> timeout(Table table) {
        return table.span("timeout", LEAST_TIMEOUT, LONGEST_TIMEOUT);
    }
}
