// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.pathtracer.ProbeOutcome;
import org.pathtracer.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** A network's source, as a transport sees it. */
final class VirtualTransport implements ProbeTransport {
    private final Topology topology;
    private final Simulator simulator;
    private final TransportListener listener;
    private final VirtualLoop loop;
    /** Numbers of probes that are neither answered nor cancelled. */
    private final BitSet awaited = new BitSet();

    private List<Probe> outbox = new ArrayList<>();
    private boolean drainedSoon;

    VirtualTransport(Topology topology, long seed, TransportListener listener) {
        this.topology = topology;
        this.simulator = new Simulator(topology, seed);
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
        awaited.set(probe.id());
        outbox.add(probe);
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
            fail(probe, 101, "ENETUNREACH", "The simulated source has no address of this family");
            return;
        }
        long now = loop.nanoTime();
        List<Fate> fates = simulator.inject(ProbePackets.packet(probe, source.get()), now);
        for (Fate fate : fates) {
            if (fate instanceof Fate.Refused refused) {
                String advice = "The simulated source's link takes %d bytes: send less, or allow fragments"
                        .formatted(refused.mtu());
                fail(probe, 90, "EMSGSIZE", advice);
                return;
            }
        }
        listener.onSent(probe.id(), now, TimestampSource.KERNEL);
        await(probe, fates);
    }

    private void fail(Probe probe, int errno, String name, String advice) {
        awaited.clear(probe.id());
        listener.onSendFailed(probe.id(), new ProbeOutcome.SendFailed("sendmsg", errno, name, advice));
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
        if (!answer.forged) {
            awaited.clear(probe.id());
        }
        listener.onReply(ProbePackets.reply(probe, answer));
        drained();
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
        awaited.clear(id);
    }

    @Override
    public void close() {
        loop.close();
    }
}
