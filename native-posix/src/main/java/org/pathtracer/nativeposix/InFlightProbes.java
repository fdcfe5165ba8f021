// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/**
 * The probes of a transport by their number; those of TCP also by the number that their answers acknowledge; and those
 * of UDP, while they are in flight, by their flow. Bounded, since probes have 16-bit numbers.
 */
public final class InFlightProbes implements Departures {
    private static final int NUMBERS = 1 << 16;

    /** By what UDP probes of a destination differ on the wire, in the order of the probe's own header. */
    public record Flow(InetAddress destination, int sourcePort, int destinationPort) {}

    /** A probe from when it is given to a socket, and on until its number is given to another. */
    public static final class InFlightProbe {
        public final Probe probe;
        final @Nullable LocalPort port;
        private final @Nullable InetAddress source;
        private boolean awaited = true;
        private boolean left;

        InFlightProbe(Probe probe, @Nullable LocalPort port, @Nullable InetAddress source) {
            this.probe = probe;
            this.port = port;
            this.source = source;
        }

        public int sourcePort() {
            return port == null ? 0 : port.number;
        }

        /** Returns the source address that the probe was added with. */
        public InetAddress requiredSource() {
            return Objects.requireNonNull(source, "source");
        }

        Optional<InetAddress> source() {
            return Optional.ofNullable(source);
        }

        /** The identification of its IPv4 header, where that is the probe's number; the kernel replaces 0. */
        OptionalInt identification() {
            boolean ours = probe.profile().flowMethod() == FlowMethod.DUBLIN && probe.id() != 0;
            return ours ? OptionalInt.of(probe.id()) : OptionalInt.empty();
        }

        /** Bits of the tag that an echo request carries. */
        int echoTagBits() {
            ProbeProfile profile = probe.profile();
            return EchoMessage.tagBits(profile.family(), profile.size());
        }

        /** Bytes of UDP header and payload. */
        int udpLength() {
            ProbeProfile profile = probe.profile();
            return UdpProbe.HEADER + UdpProbe.payloadLength(profile.family(), profile.size());
        }

        /** The key of its checksum, if it has one. */
        OptionalInt udpKey(int secret) {
            ProbeProfile profile = probe.profile();
            return UdpProbe.balanced(profile.family(), profile.size())
                    ? OptionalInt.of(UdpProbe.key(probe.id(), secret))
                    : OptionalInt.empty();
        }

        Flow flow() {
            return new Flow(probe.profile().destination(), sourcePort(), probe.destinationPort());
        }

        /** Whether it has left, and was neither answered nor given up. */
        boolean outstanding() {
            return awaited && left;
        }
    }

    private final @Nullable InFlightProbe[] byNumber = new @Nullable InFlightProbe[NUMBERS];
    private final Map<Flow, List<InFlightProbe>> byFlow = new HashMap<>();
    private final Map<Integer, InFlightProbe> byAcknowledgement = new HashMap<>();
    private boolean everUdp;

    /** The same of a probe whose source is the system's business. */
    public void add(Probe probe, @Nullable LocalPort port) {
        add(probe, port, null);
    }

    /**
     * Takes a probe that waits to leave; its port is in use until the probe is over.
     *
     * @param source where it is ours to write, or to reckon with
     */
    public void add(Probe probe, @Nullable LocalPort port, @Nullable InetAddress source) {
        end(probe.id());
        forgetAcknowledgement(byNumber[probe.id()]);
        byNumber[probe.id()] = new InFlightProbe(probe, port, source);
        everUdp |= probe.profile().protocol() == Protocol.UDP;
        if (port != null) {
            port.users++;
        }
    }

    @Override
    public void left(Probe probe) {
        InFlightProbe inFlightProbe = byNumber[probe.id()];
        if (inFlightProbe == null || !Objects.equals(inFlightProbe.probe, probe)) {
            return;
        }
        inFlightProbe.left = true;
        if (probe.profile().protocol() == Protocol.TCP) {
            acknowledgements(probe).forEach(number -> byAcknowledgement.put(number, inFlightProbe));
        } else if (probe.profile().protocol() == Protocol.UDP && inFlightProbe.awaited) {
            byFlow.computeIfAbsent(inFlightProbe.flow(), flow -> new ArrayList<>(1))
                    .add(inFlightProbe);
        }
    }

    @Override
    public void failed(Probe probe) {
        end(probe.id());
    }

    /** A probe was answered, given up, or could not leave. */
    public void end(int id) {
        InFlightProbe inFlightProbe = byNumber[id];
        if (inFlightProbe == null || !inFlightProbe.awaited) {
            return;
        }
        inFlightProbe.awaited = false;
        if (inFlightProbe.port != null) {
            inFlightProbe.port.users--;
        }
        if (inFlightProbe.left && inFlightProbe.probe.profile().protocol() == Protocol.UDP) {
            byFlow.computeIfPresent(inFlightProbe.flow(), (flow, inFlight) -> {
                inFlight.remove(inFlightProbe);
                return inFlight.isEmpty() ? null : inFlight;
            });
        }
    }

    private void forgetAcknowledgement(@Nullable InFlightProbe inFlightProbe) {
        if (inFlightProbe != null && inFlightProbe.probe.profile().protocol() == Protocol.TCP) {
            acknowledgements(inFlightProbe.probe).forEach(number -> byAcknowledgement.remove(number, inFlightProbe));
        }
    }

    /** Whether any probe was one of UDP. */
    boolean everUdp() {
        return everUdp;
    }

    /** Returns the entry of a probe that was added. */
    public InFlightProbe of(Probe probe) {
        InFlightProbe inFlightProbe = byNumber[probe.id()];
        if (inFlightProbe == null) {
            throw new IllegalStateException("probe " + probe.id() + " was not added");
        }
        return inFlightProbe;
    }

    /** The probe that has, or had last, this number. */
    public Optional<InFlightProbe> numbered(int id) {
        return Optional.ofNullable(at(id));
    }

    /** The same without an object for each call; absent if there is none. */
    @Nullable
    InFlightProbe at(int id) {
        return byNumber[id];
    }

    /** The UDP probes in flight that look alike but for their payload. */
    List<InFlightProbe> of(Flow flow) {
        return byFlow.getOrDefault(flow, List.of());
    }

    /**
     * The TCP probe that this number acknowledges: also a late answer finds its probe, while its number is not reused.
     */
    public Optional<InFlightProbe> acknowledged(int number) {
        return Optional.ofNullable(byAcknowledgement.get(number));
    }

    /** What may acknowledge a SYN: its own number, and that of its data too. */
    private static List<Integer> acknowledgements(Probe probe) {
        ProbeProfile profile = probe.profile();
        int next = TcpSyn.sequence(probe.tag()) + 1;
        int data = TcpSyn.dataLength(TcpSyn.length(profile.family(), profile.size()));
        return data == 0 ? List.of(next) : List.of(next, next + data);
    }
}
