// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.pathtracer.MultipathRequest;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Settings;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.QuotedPacketRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.TimeExceededRecord;
import org.pathtracer.result.UdpReplyRecord;
import org.pathtracer.spi.ProbeProfile;

/** A discovery in a {@link Maze}, driven without an engine: each round trip takes a millisecond, nothing is lost. */
final class Walk {
    private static final long ROUND_TRIP = 1_000_000;

    final Findings findings;
    final int rounds;

    private Walk(Findings findings, int rounds) {
        this.findings = findings;
        this.rounds = rounds;
    }

    static Walk through(Maze maze, long seed, UnaryOperator<MultipathRequest.Builder> options) {
        return through(maze, seed, options, probe -> false);
    }

    /**
     * With an attacker.
     *
     * @param forged probes, counted from 0, that a datagram in the target's name answers first
     */
    static Walk through(Maze maze, long seed, UnaryOperator<MultipathRequest.Builder> options, IntPredicate forged) {
        MultipathRequest request =
                options.apply(MultipathRequest.to("t").flow(0)).build();
        MultipathStrategy strategy =
                new MultipathStrategy(request, Settings.of(ProbeProfile.echo(maze.target(), 60)), event -> {});
        long now = 0;
        int rounds = 0;
        strategy.onTime(now);
        while (strategy.stopped().isEmpty()) {
            List<ProbeOrder> wave = new ArrayList<>();
            Optional<ProbeOrder> order;
            while ((order = strategy.next()).isPresent()) {
                wave.add(order.get());
            }
            if (wave.isEmpty() && strategy.wakeAt() > now) {
                throw new IllegalStateException("it waits for nothing");
            }
            long sent = now;
            wave.forEach(each -> strategy.onSent(each.key(), sent));
            now += ROUND_TRIP;
            rounds++;
            for (ProbeOrder each : wave) {
                strategy.onAnswer(
                        each.key(),
                        forged.test(each.key())
                                ? new UdpReplyRecord(reception(maze.target()))
                                : answer(maze, each, seed));
            }
            strategy.onTime(now);
        }
        return new Walk(strategy.result(strategy.stopped().orElse(StopReason.CANCELLED)), rounds);
    }

    private static ProbeOutcome.Answer answer(Maze maze, ProbeOrder order, long seed) {
        int vertex = maze.at(order.ttl(), order.flow(), seed);
        Reception reception = reception(Maze.address(vertex));
        return maze.isTarget(vertex)
                ? new EchoReplyRecord(reception)
                : new TimeExceededRecord(reception, QuotedPacketRecord.notShown(Matching.TAG), IcmpExtensions.NONE);
    }

    private static Reception reception(InetAddress from) {
        OptionalInt none = OptionalInt.empty();
        return new ReceptionRecord(from, Duration.ofNanos(ROUND_TRIP), TimestampSource.KERNEL, none, none, none, false);
    }

    /** The edges found, as {@link Maze#edges()} names them. */
    Set<String> edges() {
        MultipathGraph graph = findings.graph();
        Set<String> edges = new TreeSet<>();
        graph.edges()
                .forEach(edge -> edges.add(
                        Maze.edge(graph.vertices().get(edge.from()).ttl(), address(edge.from()), address(edge.to()))));
        return edges;
    }

    /** The vertices next to this host. */
    Set<InetAddress> firstHops() {
        Set<InetAddress> hops = new HashSet<>();
        findings.graph().at(1).forEach(vertex -> hops.add(address(vertex.id())));
        return hops;
    }

    InetAddress address(int id) {
        return findings.graph().vertices().get(id).address().orElseThrow();
    }
}
