// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.topology.Filter;
import org.pathtracer.testkit.topology.Handling;
import org.pathtracer.testkit.topology.Node;

/** A packet on its way out, and what routers do to it. */
final class Outward implements Leg {
    final Journey journey;
    final Packet packet;
    Trail trail;
    long at;

    private Outward(Journey journey, Packet packet, Trail trail, long at) {
        this.journey = journey;
        this.packet = packet;
        this.trail = trail;
        this.at = at;
    }

    /** Lets a packet leave the source. */
    static void start(Journey journey, Packet packet, Site source, long at) {
        RouteTable routes = journey.network.routes;
        packet.target = routes.owner(packet.destination);
        Outward leg = new Outward(journey, packet, Trail.at(source), at);
        if (packet.target == source) {
            Host.deliver(leg);
            return;
        }
        List<Passage> known = routes.next(source, packet.target, at);
        // A host sends what it does not know to its gateway.
        List<Passage> ways = known.isEmpty() ? source.outward : known;
        Passage way = journey.network.balancer.choose(source, ways, packet, journey.random);
        if (packet.size > way.mtu && packet.dontFragment) {
            journey.ends(new Fate.Refused(way.mtu, way.to));
        } else {
            leg.take(way);
        }
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public void delay(long nanos) {
        at += nanos;
    }

    @Override
    public Leg copy() {
        return new Outward(journey, packet.copy(), trail, at);
    }

    @Override
    public void arrive() {
        Site site = trail.site();
        if (site == packet.target && site.redirect == null) {
            Host.deliver(this);
        } else if (site.node.role() == Node.Role.ROUTER) {
            route();
        } else {
            lose("it does not forward");
        }
    }

    private void take(Passage way) {
        Site from = trail.site();
        trail = trail.then(way);
        journey.cross(way, from, this);
    }

    private void route() {
        Site site = trail.site();
        Handling handling = site.node.handling();
        OptionalInt reject = rejection();
        Site towards = site == packet.target ? site.redirect : packet.target;
        List<Passage> ways = journey.network.routes.next(site, towards, at);
        if (reject.isPresent()) {
            unreachable(reject.getAsInt());
        } else if (ways.isEmpty() && !handling.blackHole()) {
            unreachable(Icmp.NO_ROUTE);
        } else if (packet.ttl <= lastTtl(handling.ttl())) {
            error(ReplyKind.TIME_EXCEEDED, Icmp.timeExceededType(packet.v6), 0, 0);
        } else if (handling.blackHole()) {
            lose("it is a black hole");
        } else if (filter().isPresent()) {
            filtered(filter().get());
        } else {
            forward(journey.network.balancer.choose(site, ways, packet, journey.random), handling);
        }
    }

    private Optional<Filter> filter() {
        Protocol protocol = packet.protocol == Packet.TCP
                ? Protocol.TCP
                : packet.protocol == Packet.UDP ? Protocol.UDP : Protocol.ICMP;
        // Without a stream, since every router is asked for every packet.
        for (Filter filter : trail.site().node.handling().filters()) {
            if (filter.holds(protocol, packet.destinationPort)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }

    private void filtered(Filter filter) {
        OptionalInt code = packet.v6 ? filter.code6() : filter.code();
        if (code.isPresent()) {
            unreachable(code.getAsInt());
        } else {
            lose("it is filtered");
        }
    }

    /** Largest TTL that ends at a router. */
    private static int lastTtl(Handling.Ttl ttl) {
        return switch (ttl) {
            case DECREMENT, SET -> 1;
            case FORWARD_EXPIRED -> 0;
            case KEEP -> -1;
        };
    }

    private void forward(Passage way, Handling handling) {
        // RFC 8200 section 4.5: routers don't fragment IPv6 packets. What they do to IPv4 can't be seen.
        if (packet.size > way.mtu && (packet.v6 || packet.dontFragment)) {
            if (!trail.site().node.answering().tooBig()) {
                lose("it is too big, of which the router says nothing");
                return;
            }
            error(ReplyKind.PACKET_TOO_BIG, Icmp.tooBigType(packet.v6), Icmp.tooBigCode(packet.v6), way.mtu);
            return;
        }
        packet.ttl = switch (handling.ttl()) {
            case DECREMENT, FORWARD_EXPIRED -> packet.ttl - 1;
            case KEEP -> packet.ttl;
            case SET -> handling.setTtl();
        };
        packet.trafficClass = packet.trafficClass & handling.trafficClassKept() | handling.trafficClassSet();
        Site site = trail.site();
        Site inside = site == packet.target ? site.redirect : null;
        if (inside != null && !Translator.redirect(packet, site, inside)) {
            lose("where it is redirected to there is no such address");
            return;
        }
        handling.translation().ifPresent(translation -> Translator.translate(packet, site, translation));
        take(way);
    }

    /** With which code the node rejects everything, if it does. */
    OptionalInt rejection() {
        Handling handling = trail.site().node.handling();
        return packet.v6 ? handling.rejectCode6() : handling.rejectCode();
    }

    void unreachable(int code) {
        error(ReplyKind.UNREACHABLE, Icmp.unreachableType(packet.v6), code, 0);
    }

    void error(ReplyKind kind, int type, int code, int mtu) {
        Site site = trail.site();
        if (packet.laterFragment || packet.isError()) {
            lose("of such packets no error tells");
            return;
        }
        Answer answer = Answer.error(this, kind, type, code, mtu);
        if (!site.node.answering().errors() || answer == null) {
            lose("it is silent");
        } else if (site.budget == null) {
            Homeward.start(journey, answer, trail);
        } else {
            journey.ends(new Fate.Undecided(at, site, answer, trail, journey.random));
        }
    }

    /** Address of the interface on which it arrived, if that has one of its own. */
    Optional<InetAddress> arrivedAt(AddressFamily family) {
        Passage in = trail.in();
        return in == null ? Optional.empty() : Node.first(in.arrival, family);
    }

    void lose(String why) {
        journey.lose(trail.site(), why);
    }
}
