// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Protocol;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.core.packet.UdpMark;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.Probe;

/** Tells to which probe a packet belongs. Used by the capture's thread. */
final class SentProbes {
    /** As many as two full in-flight tables. */
    private static final int MOST = 1 << 17;
    /** By how many places packets of one way may be out of order. */
    private static final int USUAL_DISORDER = 1024;

    private final IdentityHashMap<Probe, CapturedProbe> unfinished = new IdentityHashMap<>();
    /** Probes whose packets have not been seen. */
    private final Map<Way, ArrayDeque<CapturedProbe>> leaving = new LinkedHashMap<>();

    private int waiting;

    private final Map<ProbeKey, CapturedProbe> sent = new Bounded<>();

    /** What a packet shows of its probe wherever it is sent from. */
    private record Way(Protocol protocol, InetAddress destination, int port, int ttl) {}

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    void leaving(Probe probe) {
        CapturedProbe captured = new CapturedProbe(probe);
        if (unfinished.size() >= MOST) {
            // What became of these was not told: the queue was full.
            unfinished.values().forEach(CapturedProbe::missed);
            unfinished.clear();
        }
        unfinished.put(probe, captured);
        leaving.computeIfAbsent(way(probe), key -> new ArrayDeque<>()).add(captured);
        waiting++;
        if (waiting > MOST) {
            forgetEldest();
        }
    }

    /** Packets that were missed, or dropped before they could be seen, would be waited for without end. */
    private void forgetEldest() {
        Map.Entry<Way, ArrayDeque<CapturedProbe>> eldest =
                leaving.entrySet().iterator().next();
        eldest.getValue().remove();
        waiting--;
        removeEmpty(eldest.getKey(), eldest.getValue());
    }

    void ended(Probe probe, ProbeOutcome outcome) {
        CapturedProbe captured = unfinished.remove(probe);
        if (captured != null) {
            captured.ended(outcome);
            if (outcome instanceof ProbeOutcome.SendFailed) {
                forget(captured);
            }
        }
    }

    void abandoned(Probe probe) {
        CapturedProbe captured = unfinished.remove(probe);
        if (captured != null) {
            captured.abandoned();
        }
    }

    private void forget(CapturedProbe captured) {
        Way way = way(captured.probe);
        ArrayDeque<CapturedProbe> same = leaving.get(way);
        if (same != null) {
            waiting -= same.remove(captured) ? 1 : 0;
            removeEmpty(way, same);
        }
    }

    private void removeEmpty(Way way, ArrayDeque<CapturedProbe> same) {
        if (same.isEmpty()) {
            leaving.remove(way);
        }
    }

    /** How many probes' packets have not been seen. */
    int waiting() {
        return waiting;
    }

    private static Way way(Probe probe) {
        int port = probe.profile().protocol() == Protocol.ICMP ? 0 : probe.destinationPort();
        return new Way(probe.profile().protocol(), probe.profile().destination(), port, probe.ttl());
    }

    /** The probe of a packet that this host sent; empty if another program sent it. */
    Optional<CapturedProbe> sent(PacketReader.Request request) {
        CapturedProbe known = request.key().number() == ProbeKey.ANY ? null : sent.get(request.key());
        Optional<CapturedProbe> found = take(request);
        if (found.isEmpty()) {
            // Sent again by the kernel, or the same packet at another interface.
            return Optional.ofNullable(known).filter(probe -> probe.probe.ttl() == request.ttl());
        }
        remember(request.key(), found.get());
        remember(request.key().flow(), found.get());
        return found;
    }

    /** As the youngest entry. */
    private void remember(ProbeKey key, CapturedProbe probe) {
        sent.remove(key);
        sent.put(key, probe);
    }

    private Optional<CapturedProbe> take(PacketReader.Request request) {
        ProbeKey key = request.key();
        Way way = new Way(key.protocol(), key.destination(), key.port(), request.ttl());
        ArrayDeque<CapturedProbe> same = leaving.get(way);
        if (same == null) {
            return Optional.empty();
        }
        int before = same.size();
        Optional<CapturedProbe> found = take(same, request);
        waiting -= before - same.size();
        removeEmpty(way, same);
        return found;
    }

    private Optional<CapturedProbe> take(ArrayDeque<CapturedProbe> same, PacketReader.Request request) {
        int passed = 0;
        for (Iterator<CapturedProbe> each = same.iterator(); each.hasNext(); ) {
            CapturedProbe captured = each.next();
            if (fits(captured.probe, request)) {
                each.remove();
                dropStale(same, passed);
                return Optional.of(captured);
            }
            passed++;
        }
        // A connection by the kernel has a sequence number of the kernel's.
        boolean again = sent.containsKey(request.key());
        return request.key().protocol() == Protocol.TCP && !again ? Optional.ofNullable(same.poll()) : Optional.empty();
    }

    /**
     * Packets of one way pass nearly in the order of their probes, so the packet of a probe that ended long before this
     * one was missed. Without this, each packet would be compared with all of them.
     */
    private static void dropStale(ArrayDeque<CapturedProbe> same, int passed) {
        for (int i = passed; i > USUAL_DISORDER; i--) {
            if (same.element().verdict().isEmpty()) {
                return;
            }
            same.remove();
        }
    }

    private static boolean fits(Probe probe, PacketReader.Request request) {
        return switch (request.key().protocol()) {
            case ICMP -> request.key().number() == probe.id();
            case TCP -> request.key().number() == Integer.toUnsignedLong(TcpSyn.sequence(probe.tag()));
            case UDP -> fits(probe, request.mark());
        };
    }

    private static boolean fits(Probe probe, UdpMark mark) {
        int hidden = Long.SIZE - mark.tagBits();
        boolean tagged = mark.tagBits() == 0 || probe.tag() >>> hidden == mark.tag() >>> hidden;
        return tagged && mark.id().orElse(probe.id()) == probe.id();
    }

    /** The probe that a packet from the network answers. */
    Optional<CapturedProbe> answered(ProbeKey key) {
        CapturedProbe exact = sent.get(key);
        // A NAT has changed the number, or it is not shown.
        return Optional.ofNullable(exact != null || key.protocol() == Protocol.ICMP ? exact : sent.get(key.flow()));
    }
}
