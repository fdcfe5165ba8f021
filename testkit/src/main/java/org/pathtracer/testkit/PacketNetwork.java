// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.pathtracer.testkit.codec.AnswerBytes;
import org.pathtracer.testkit.codec.PacketReader;
import org.pathtracer.testkit.simulation.Answer;
import org.pathtracer.testkit.simulation.Fate;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.simulation.Simulator;

/**
 * A network at the level of packets: IP packets in, IP packets out, each with its time. No clock and no thread: a
 * caller that has a device, or plays one, drives it.
 *
 * <pre>{@code
 * PacketNetwork network = PacketNetwork.of(Topology.chain(9, Duration.ofMillis(5)), 1);
 * network.inject(packet, now);                   // a packet of the source, as it is on the wire
 * ... wait until network.nextAt() ...
 * Optional<byte[]> answer = network.poll(now);   // a packet for the source
 * }</pre>
 *
 * Times are those of any monotonic clock. The network's own time, which route changes go by, starts with the first
 * packet. At most 65,536 packets and 64 MiB are under way; answers beyond that are lost, and counted. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class PacketNetwork {
    /**
     * What became of all packets so far.
     *
     * @param injected packets handed to {@link #inject}
     * @param ignored of these, malformed ones and those that don't leave their link, as multicast
     * @param lost packets and answers that the network lost, as was described
     * @param overflowed answers lost since too much was under way
     * @param delivered packets that {@link #poll} gave
     */
    public record Counters(long injected, long ignored, long lost, long overflowed, long delivered) {}

    private record Pending(long at, long sequence, Fate fate, int bytes) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    private static final int MOST_PENDING = 65_536;
    private static final long MOST_BYTES = 64L << 20;

    private final Simulator simulator;
    private final PriorityQueue<Pending> pending = new PriorityQueue<>();
    private long pendingBytes;
    private long sequence;
    /** The driver's time at the network's start; all times here count from it. */
    private long start;

    private boolean started;
    private long now;

    private long injected;
    private long ignored;
    private long lost;
    private long overflowed;
    private long delivered;

    private PacketNetwork(Topology topology, long seed) {
        simulator = new Simulator(topology, seed);
    }

    /** A network in which chance depends on the seed and on the order of packets alone. */
    public static PacketNetwork of(Topology topology, long seed) {
        return new PacketNetwork(topology, seed);
    }

    /**
     * A packet leaves the source. What is malformed or does not leave its link (multicast, broadcast, link-local) is
     * ignored and counted.
     *
     * @param packet an IPv4 or IPv6 packet from its position to its limit; it is read, not kept
     * @param atNanos never goes back
     */
    public void inject(ByteBuffer packet, long atNanos) {
        injected++;
        Packet read = PacketReader.read(packet);
        if (read == null) {
            ignored++;
            return;
        }
        if (!started) {
            started = true;
            start = atNanos;
        }
        now = Math.max(now, atNanos - start);
        for (Fate fate : simulator.inject(read, now)) {
            take(fate, read);
        }
    }

    private void take(Fate fate, @Nullable Packet refused) {
        if (fate instanceof Fate.Answered answered) {
            add(answered.answer().at, fate, answered.answer().probe);
        } else if (fate instanceof Fate.Undecided undecided) {
            add(undecided.at(), fate, undecided.answer().probe);
        } else if (fate instanceof Fate.Refused refusal && refused != null) {
            // A kernel asks its routing table; where that knows no better, the gateway says so.
            Answer answer = Answer.refusal(refused, refusal, now);
            add(now, new Fate.Answered(answer), refused);
        } else {
            lost++;
        }
    }

    private void add(long at, Fate fate, Packet probe) {
        int bytes = probe.requireBytes().length;
        if (pending.size() >= MOST_PENDING || pendingBytes + bytes > MOST_BYTES) {
            overflowed++;
            return;
        }
        pendingBytes += bytes;
        pending.add(new Pending(at, sequence++, fate, bytes));
    }

    /** When the next packet arrives or the next decision is due; {@link Long#MAX_VALUE} for never. */
    public long nextAt() {
        Pending first = pending.peek();
        return first == null ? Long.MAX_VALUE : start + first.at;
    }

    /**
     * The next packet for the source that is due by now; empty if there is none. To be called until it is empty.
     *
     * @param nowNanos never goes back
     */
    public Optional<byte[]> poll(long nowNanos) {
        Pending first;
        while ((first = pending.peek()) != null && start + first.at - nowNanos <= 0) {
            pending.remove();
            pendingBytes -= first.bytes;
            if (first.fate instanceof Fate.Answered answered) {
                delivered++;
                return Optional.of(AnswerBytes.of(answered.answer(), answered.answer().identification));
            } else if (first.fate instanceof Fate.Undecided undecided) {
                simulator.decide(undecided).forEach(fate -> take(fate, null));
            }
        }
        return Optional.empty();
    }

    /** What became of all packets so far. */
    public Counters counters() {
        return new Counters(injected, ignored, lost, overflowed, delivered);
    }
}
