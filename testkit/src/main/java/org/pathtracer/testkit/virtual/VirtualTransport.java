// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Protocol;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;
import org.pathtracer.testkit.simulation.Answer;
import org.pathtracer.testkit.simulation.Fate;
import org.pathtracer.testkit.simulation.Simulator;
import org.pathtracer.testkit.topology.Network;

/**
 * A network's source, as a transport sees it.
 *
 * @since 0.1.0
 */
public final class VirtualTransport implements ProbeTransport {
    private static final int NUMBERS = 1 << 16;

    private final Network topology;
    private final Simulator simulator;
    private final View view;
    private final ProbePackets packets;
    private final ReplyReader reader;
    private final TransportListener listener;
    private final VirtualLoop loop;
    /** Numbers of probes that are neither answered nor cancelled. */
    private final BitSet awaited = new BitSet();

    private final @Nullable Probe[] probes = new @Nullable Probe[NUMBERS];

    private List<Probe> outbox = new ArrayList<>();
    private boolean drainedSoon;

    public VirtualTransport(Network topology, long seed, View view, TransportListener listener) {
        this.topology = topology;
        this.simulator = new Simulator(topology, seed);
        this.view = view;
        this.packets = new ProbePackets(seed);
        this.reader = new ReplyReader(view);
        this.listener = listener;
        this.loop = new VirtualLoop("pathtracer-simulated", () -> !awaited.isEmpty());
        loop.start();
    }

    @Override
    public TransportLoop loop() {
        return loop;
    }

    @Override
    public void send(Probe probe) {
        outbox.add(probe);
        awaited.set(probe.id());
        probes[probe.id()] = probe;
    }

    @Override
    public void flush() {
        if (outbox.isEmpty()) {
            return;
        }
        List<Probe> leaving = outbox;
        outbox = new ArrayList<>();
        loop.at(loop.nanoTime(), VirtualLoop.Rank.ARRIVAL, () -> {
            leaving.forEach(this::leave);
            drained();
        });
    }

    private void leave(Probe probe) {
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
                && awaited.stream().anyMatch(id -> id != probe.id() && sameFlow(probe, probes[id]));
    }

    private void fail(Probe probe, String call, int errno, String name, String advice) {
        forget(probe.id());
        listener.onSendFailed(probe.id(), new ProbeOutcome.SendFailed(call, errno, name, advice));
    }

    private void await(Probe probe, List<Fate> fates) {
        for (Fate fate : fates) {
            if (fate instanceof Fate.Answered answered) {
                Answer answer = answered.answer();
                loop.at(answer.at, VirtualLoop.Rank.ARRIVAL, () -> deliver(probe, answer));
            } else if (fate instanceof Fate.Undecided undecided) {
                loop.at(undecided.at(), VirtualLoop.Rank.ARRIVAL, () -> await(probe, simulator.decide(undecided)));
            }
        }
    }

    private void deliver(Probe probe, Answer answer) {
        if (!reader.arrives(probe, answer)) {
            return;
        }
        Optional<Reply> reply = reader.read(probe, answer, this::onlyCandidate);
        if (reply.isEmpty()) {
            listener.onUnidentified(probe.profile().destination());
        } else {
            if (!answer.isForged()) {
                forget(reply.get().id());
            }
            listener.onReply(reply.get());
        }
        drained();
    }

    /** The one probe of a flow that is awaited; null if there are several or none. */
    private @Nullable Probe onlyCandidate(Probe like) {
        Probe only = null;
        for (int id = awaited.nextSetBit(0); id >= 0; id = awaited.nextSetBit(id + 1)) {
            if (sameFlow(like, probes[id])) {
                if (only != null) {
                    return null;
                }
                only = probes[id];
            }
        }
        return only;
    }

    private static boolean sameFlow(Probe a, @Nullable Probe b) {
        return b != null
                && a.profile().protocol() == b.profile().protocol()
                && a.profile().destination().equals(b.profile().destination())
                && a.destinationPort() == b.destinationPort()
                && ProbePackets.sourcePort(a) == ProbePackets.sourcePort(b);
    }

    /** Once for all that arrives at the same time. */
    private void drained() {
        if (!drainedSoon) {
            drainedSoon = true;
            loop.at(loop.nanoTime(), VirtualLoop.Rank.DRAINED, () -> {
                drainedSoon = false;
                listener.onDrained();
            });
        }
    }

    @Override
    public void cancel(int id) {
        forget(id);
    }

    private void forget(int id) {
        awaited.clear(id);
        probes[id] = null;
    }

    @Override
    public void close() {
        loop.close();
    }
}
