// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pathtracer.Protocol;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.testkit.simulation.Answer;
import org.pathtracer.testkit.simulation.Fate;
import org.pathtracer.testkit.simulation.Simulator;
import org.pathtracer.testkit.topology.Network;

/**
 * A simulated network's source, as a transport sees it.
 *
 * @since 0.1.0
 */
public final class SimulatedTransport extends VirtualTransport {
    private final Network topology;
    private final Simulator simulator;
    private final View view;
    private final ProbePackets packets;
    private final ReplyReader reader;

    public SimulatedTransport(Network topology, long seed, View view, TransportListener listener) {
        this(topology, seed, view, listener, new ThreadedVirtualLoop("pathtracer-simulated", 0));
    }

    private SimulatedTransport(
            Network topology, long seed, View view, TransportListener listener, ThreadedVirtualLoop loop) {
        super(loop, listener);
        this.topology = topology;
        this.simulator = new Simulator(topology, seed);
        this.view = view;
        this.packets = new ProbePackets(seed);
        this.reader = new ReplyReader(view);
        loop.start(() -> !awaited.isEmpty());
    }

    @Override
    protected void leave(Probe probe) {
        Optional<InetAddress> source = probe.profile()
                .source()
                .or(() -> topology.source().address(probe.profile().family()));
        if (source.isEmpty()) {
            fail(probe, "sendmsg", 101, "ENETUNREACH", "The simulated source has no address of this family");
            return;
        } else if (isBusy(probe)) {
            String advice = "Another connection attempt from the same port to the same target is under way";
            fail(probe, "connect", 99, "EADDRNOTAVAIL", advice);
            return;
        }
        long now = loop.nanoTime();
        List<Fate> fates = simulator.inject(packets.packet(probe, source.get()), now);
        for (Fate fate : fates) {
            if (fate instanceof Fate.Refused refused) {
                String advice = "The simulated source's link takes %d bytes: send less, or allow fragments"
                        .formatted(refused.mtu());
                fail(probe, "sendmsg", 90, "EMSGSIZE", advice);
                return;
            }
        }
        listener.onSent(probe.id(), now, TimestampSource.KERNEL);
        await(probe, fates);
    }

    /** Without privileges a system has one connection between two ports. */
    private boolean isBusy(Probe probe) {
        return view == View.UNPRIVILEGED
                && probe.profile().protocol() == Protocol.TCP
                && awaited.values().stream().anyMatch(other -> other.id() != probe.id() && sameFlow(probe, other));
    }

    private void fail(Probe probe, String call, int errno, String name, String advice) {
        fail(probe, new ProbeOutcome.SendFailed(call, errno, name, advice));
    }

    private void await(Probe probe, List<Fate> fates) {
        for (Fate fate : fates) {
            if (fate instanceof Fate.Answered answered) {
                Answer answer = answered.answer();
                onArrival(answer.at, () -> deliver(probe, answer));
            } else if (fate instanceof Fate.Undecided undecided) {
                onArrival(undecided.at(), () -> await(probe, simulator.decide(undecided)));
            }
        }
    }

    private void deliver(Probe probe, Answer answer) {
        if (reader.arrives(probe, answer)) {
            reader.read(probe, answer, this::onlyCandidate)
                    .ifPresentOrElse(
                            reply -> deliver(reply, answer.isForged()),
                            () -> deliverUnidentified(probe.profile().destination()));
        }
    }

    private Optional<Probe> onlyCandidate(Probe like) {
        return only(other -> sameFlow(like, other));
    }

    private static boolean sameFlow(Probe a, Probe b) {
        return a.profile().protocol() == b.profile().protocol()
                && a.profile().destination().equals(b.profile().destination())
                && a.destinationPort() == b.destinationPort()
                && ProbePackets.sourcePort(a) == ProbePackets.sourcePort(b);
    }
}
