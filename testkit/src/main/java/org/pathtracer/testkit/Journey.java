// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;

/** The way of one packet and its copies through the network, and of the answers back. */
final class Journey {
    /** Links that a packet and its copies take at most: routers that leave the TTL alone may send it round for ever. */
    private static final int MOST_STEPS = 10_000;

    private final Simulator network;
    private final SplittableRandom random;
    private final List<Fate> fates;
    /** What is on its way; not the call stack, which is too small for long ways. */
    private final ArrayDeque<Runnable> underWay = new ArrayDeque<>();

    private @Nullable Site target;
    private int steps;

    Journey(Simulator network, SplittableRandom random, List<Fate> fates) {
        this.network = network;
        this.random = random;
        this.fates = fates;
    }

    void start(Packet packet, Site source, long at) {
        target = network.routes.owner(packet.destination());
        Trail trail = new Trail(null, source, null);
        if (target == source) {
            deliver(packet, trail, at);
            run();
            return;
        }
        List<Passage> known = network.routes.next(source, target, at);
        // A host sends what it does not know to its gateway.
        List<Passage> ways = known.isEmpty() ? source.outward : known;
        Passage way = network.balancer.choose(source, ways, packet, random);
        if (packet.size() > way.mtu && packet.dontFragment()) {
            fates.add(new Fate.Refused(way.mtu));
        } else {
            take(way, packet, trail, at);
        }
        run();
    }

    private void run() {
        Runnable next;
        while ((next = underWay.poll()) != null) {
            next.run();
        }
    }

    /** Over a link; further at its other end. A copy, if there is one, is a journey of its own. */
    private void take(Passage way, Packet packet, Trail trail, long at) {
        Direction direction = way.direction;
        if (tooFar(trail.site()) || lost(direction, trail.site())) {
            return;
        }
        Trail next = trail.then(way);
        if (happens(direction.duplication())) {
            arriveLater(packet, next, at + transit(direction));
        }
        arriveLater(packet, next, at + transit(direction));
    }

    private void arriveLater(Packet packet, Trail trail, long at) {
        underWay.add(() -> arrive(packet, trail, at));
    }

    private void arrive(Packet packet, Trail trail, long at) {
        Site site = trail.site();
        if (site == target) {
            deliver(packet, trail, at);
        } else if (site.node.role() == Node.Role.ROUTER) {
            route(packet, trail, at);
        } else {
            lose(site, "it does not forward");
        }
    }

    private void deliver(Packet packet, Trail trail, long at) {
        Node node = trail.site().node;
        boolean v6 = packet.family() == AddressFamily.IPV6;
        OptionalInt reject = rejection(node, v6);
        if (node.role() == Node.Role.DESTINATION && reject.isPresent()) {
            unreachable(packet, trail, at, reject.getAsInt());
        } else if (node.answering().echo()) {
            InetAddress from = disguise(node, packet.family()).orElse(packet.destination());
            int ttl = node.answering().initialTtl();
            long ready = at + making(node.answering());
            sendBack(
                    new Answer(ready, ReplyKind.ECHO_REPLY, from, Icmp.echoReplyType(v6), 0, ttl, 0, packet, 0, false),
                    trail);
        } else {
            lose(trail.site(), "it ignores echo requests");
        }
    }

    private void route(Packet packet, Trail trail, long at) {
        Site site = trail.site();
        Handling handling = site.node.handling();
        boolean v6 = packet.family() == AddressFamily.IPV6;
        OptionalInt reject = rejection(site.node, v6);
        List<Passage> ways = network.routes.next(site, target, at);
        if (reject.isPresent()) {
            unreachable(packet, trail, at, reject.getAsInt());
        } else if (ways.isEmpty() && !handling.blackHole()) {
            unreachable(packet, trail, at, Icmp.NO_ROUTE);
        } else if (packet.ttl() <= lastTtl(handling.ttl())) {
            error(ReplyKind.TIME_EXCEEDED, Icmp.timeExceededType(v6), 0, 0, packet, trail, at);
        } else if (handling.blackHole()) {
            lose(site, "it is a black hole");
        } else {
            forward(network.balancer.choose(site, ways, packet, random), packet, trail, at);
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

    private void forward(Passage way, Packet packet, Trail trail, long at) {
        boolean v6 = packet.family() == AddressFamily.IPV6;
        // RFC 8200 section 4.5: routers don't fragment IPv6 packets. What they do to IPv4 nobody sees.
        if (packet.size() > way.mtu && (v6 || packet.dontFragment())) {
            error(ReplyKind.PACKET_TOO_BIG, Icmp.tooBigType(v6), Icmp.tooBigCode(v6), way.mtu, packet, trail, at);
            return;
        }
        Handling handling = trail.site().node.handling();
        int ttl = switch (handling.ttl()) {
            case DECREMENT, FORWARD_EXPIRED -> packet.ttl() - 1;
            case KEEP -> packet.ttl();
            case SET -> handling.setTtl();
        };
        int trafficClass = packet.trafficClass() & handling.trafficClassKept() | handling.trafficClassSet();
        int checksum = handling.translates() ? packet.checksum() ^ 0x0101 : packet.checksum();
        take(way, packet.forwarded(ttl, trafficClass, checksum), trail, at);
    }

    private static OptionalInt rejection(Node node, boolean v6) {
        return v6 ? node.handling().rejectCode6() : node.handling().rejectCode();
    }

    private void unreachable(Packet packet, Trail trail, long at, int code) {
        boolean v6 = packet.family() == AddressFamily.IPV6;
        error(ReplyKind.UNREACHABLE, Icmp.unreachableType(v6), code, 0, packet, trail, at);
    }

    private void error(ReplyKind kind, int type, int code, int mtu, Packet packet, Trail trail, long at) {
        Site site = trail.site();
        Answering answering = site.node.answering();
        Optional<InetAddress> from = disguise(site.node, packet.family()).or(() -> site.node.address(packet.family()));
        if (!answering.errors() || from.isEmpty()) {
            lose(site, "it is silent");
            return;
        }
        long ready = at + making(answering);
        int ttl = answering.initialTtl();
        Answer answer = new Answer(ready, kind, from.get(), type, code, ttl, mtu, packet, answering.quote(), false);
        if (site.budget == null) {
            sendBack(answer, trail);
        } else {
            fates.add(new Fate.Undecided(at, site, answer, trail, random));
        }
    }

    /** What a node answers from instead of its own address. */
    private static Optional<InetAddress> disguise(Node node, AddressFamily family) {
        return Node.first(node.answering().from(), family);
    }

    private long making(Answering answering) {
        return answering.delayNanos() + upTo(answering.jitterNanos());
    }

    /** An answer whose time has come. */
    void release(Answer answer, Trail trail) {
        sendBack(answer, trail);
        run();
    }

    private void sendBack(Answer answer, Trail trail) {
        List<Passage> path = trail.site().returnPath;
        if (path != null) {
            alongPath(answer, trail.site(), path, 0);
        } else {
            alongTrail(answer, trail);
        }
    }

    private void alongTrail(Answer answer, Trail trail) {
        Trail before = trail.before();
        Passage way = trail.back();
        if (before == null) {
            fates.add(new Fate.Answered(answer));
        } else if (way == null) {
            lose(trail.site(), "there is no way back");
        } else {
            back(way, answer, trail.site(), before.before() == null, arrived -> alongTrail(arrived, before));
        }
    }

    private void alongPath(Answer answer, Site site, List<Passage> path, int index) {
        if (index == path.size()) {
            fates.add(new Fate.Answered(answer));
            return;
        }
        Passage way = path.get(index);
        boolean last = index == path.size() - 1;
        back(way, answer, site, last, arrived -> alongPath(arrived, way.to, path, index + 1));
    }

    private interface Arrival {
        void at(Answer answer);
    }

    private void back(Passage way, Answer answer, Site from, boolean last, Arrival arrival) {
        Direction direction = way.direction;
        if (tooFar(from) || lost(direction, from)) {
            return;
        }
        int ttl = last ? answer.replyTtl() : answer.replyTtl() - 1;
        if (ttl <= 0) {
            lose(way.to, "the answer's TTL has ended");
            return;
        }
        if (happens(direction.duplication())) {
            arriveLater(answer.arriving(answer.at() + transit(direction), ttl), arrival);
        }
        arriveLater(answer.arriving(answer.at() + transit(direction), ttl), arrival);
    }

    private void arriveLater(Answer answer, Arrival arrival) {
        underWay.add(() -> arrival.at(answer));
    }

    private long transit(Direction direction) {
        long held = happens(direction.holding()) ? direction.holdingNanos() : 0;
        return direction.delayNanos() + upTo(direction.jitterNanos()) + held;
    }

    private long upTo(long most) {
        return most == 0 ? 0 : random.nextLong(most + 1);
    }

    private boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    private boolean tooFar(Site site) {
        boolean far = ++steps > MOST_STEPS;
        if (far) {
            lose(site, "it and its copies took more than %d links".formatted(MOST_STEPS));
        }
        return far;
    }

    private boolean lost(Direction direction, Site site) {
        boolean lost = happens(direction.loss());
        if (lost) {
            lose(site, "a link lost it");
        }
        return lost;
    }

    private void lose(Site where, String why) {
        fates.add(new Fate.Lost(where.node.name(), why));
    }
}
