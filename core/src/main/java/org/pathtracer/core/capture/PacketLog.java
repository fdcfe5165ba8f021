// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.io.Closeable;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.Probe;

/** Puts packets and what became of their probes together, and writes them in order. Used by the capture's thread. */
final class PacketLog implements Closeable {
    /** Held back at most, until it is known what became of the first of them. */
    private static final int MOST_HELD = 1 << 16;

    private static final int MOST_HELD_BYTES = 32 << 20;

    private final PcapngWriter writer;
    private final SentProbes probes = new SentProbes();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final Map<Integer, Integer> interfaces = new HashMap<>();
    private int heldBytes;
    private long written;
    private long lastNanos;

    /**
     * A copy of a packet.
     *
     * @param bytes from the IP header on, in network order, perhaps cut off
     */
    record Packet(long epochNanos, boolean outgoing, int interfaceIndex, ByteBuffer bytes) {}

    /**
     * A packet that waits to be written.
     *
     * @param occurrence of the same: for a probe, how often the kernel has sent it; for an answer, how many came
     */
    private record Held(Packet packet, CapturedProbe probe, int occurrence) {}

    PacketLog(PcapngWriter writer) {
        this.writer = writer;
    }

    /** Packets written. */
    long written() {
        return written;
    }

    void leaving(Probe probe) {
        probes.leaving(probe);
    }

    void ended(Probe probe, ProbeOutcome outcome) {
        probes.ended(probe, outcome);
    }

    void abandoned(Probe probe) {
        probes.abandoned(probe);
    }

    void packet(Packet packet) {
        Optional<PacketReader> reader = PacketReader.of(packet.bytes);
        if (packet.outgoing) {
            reader.flatMap(PacketReader::request)
                    .flatMap(probes::sent)
                    .ifPresent(probe -> hold(packet, probe, departure(probe, packet.interfaceIndex)));
        } else {
            reader.flatMap(PacketReader::answered)
                    .flatMap(probes::answered)
                    .ifPresent(
                            probe -> hold(packet, probe, probe.answer(packet.bytes.hashCode(), packet.interfaceIndex)));
        }
    }

    /** How often the packet has left now; 0 if it was seen at another interface already. */
    private static int departure(CapturedProbe probe, int by) {
        if (probe.departures > 0 && probe.interfaceIndex != by) {
            return 0;
        }
        probe.interfaceIndex = by;
        return ++probe.departures;
    }

    private void hold(Packet packet, CapturedProbe probe, int occurrence) {
        if (occurrence > 0) {
            held.add(new Held(packet, probe, occurrence));
            heldBytes += packet.bytes.limit();
        }
    }

    /** Writes the packets whose comments are known, up to the first whose comment is not. */
    void write() throws IOException {
        while (!held.isEmpty() && (known(held.element()) || isFull())) {
            write(held.remove());
        }
        writer.flush();
    }

    private boolean isFull() {
        return held.size() > MOST_HELD || heldBytes > MOST_HELD_BYTES;
    }

    private static boolean known(Held packet) {
        return !packet.packet.outgoing || packet.probe.verdict().isPresent();
    }

    private void write(Held next) throws IOException {
        written++;
        Packet packet = next.packet;
        heldBytes -= packet.bytes.limit();
        lastNanos = packet.epochNanos;
        if (packet.outgoing && next.occurrence == 1) {
            next.probe.number = written;
        }
        writer.packet(
                number(packet.interfaceIndex),
                packet.epochNanos,
                packet.outgoing,
                packet.bytes,
                PacketReader.length(packet.bytes),
                comment(next));
    }

    private static String comment(Held held) {
        CapturedProbe probe = held.probe;
        String earlier = "packet " + probe.number + " (" + probe.name() + ")";
        if (held.packet.outgoing) {
            return held.occurrence > 1
                    ? "sent once more by the kernel: " + earlier
                    : probe.name() + ": " + probe.verdict().orElse("not ended yet");
        }
        return held.occurrence > 1 ? "answer " + held.occurrence + " to " + earlier : "answer to " + earlier;
    }

    private int number(int index) throws IOException {
        Integer known = interfaces.get(index);
        if (known != null) {
            return known;
        }
        writer.interfaceNamed(name(index));
        interfaces.put(index, interfaces.size());
        return interfaces.size() - 1;
    }

    private static String name(int index) {
        try {
            NetworkInterface found = NetworkInterface.getByIndex(index);
            return found == null ? "#" + index : found.getName();
        } catch (SocketException e) {
            return "#" + index;
        }
    }

    /** Writes all that is held back, and how many packets were missed by then. */
    void finish(long missed) throws IOException {
        while (!held.isEmpty()) {
            write(held.remove());
        }
        if (!interfaces.isEmpty()) {
            writer.missed(lastNanos, missed);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
