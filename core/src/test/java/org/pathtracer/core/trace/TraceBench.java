// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.Hop;
import org.pathtracer.ProbeOptions;
import org.pathtracer.RateLimit;
import org.pathtracer.StopReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Settings;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.spi.ProbeProfile;

/** One trace through the engine over a scripted network; checks what holds for every trace. */
final class TraceBench {
    static final long MILLI = 1_000_000;
    static final UnaryOperator<TraceRequest.Builder> PATIENT =
            builder -> builder.adaptiveTimeout(new AdaptiveTimeout(false, 3, 2, Duration.ofMillis(10)));

    final ScriptedNetwork network;
    final ProbeEngine engine;
    final List<TraceEvent> events = new ArrayList<>();
    final TraceRequest request;
    final Operation<TraceStrategy.Findings> operation;

    TraceBench(ScriptedNetwork network, UnaryOperator<TraceRequest.Builder> options) {
        this.network = network;
        request = options.apply(TraceRequest.to("t").rateLimit(0)).build();
        engine = new ProbeEngine(network, RateLimit.NONE);
        long now = network.loop().nanoTime();
        operation = new Operation<>(
                new TraceStrategy(
                        request, Settings.of(profile(request.probe()), network.hasOneProbePerFlow()), events::add),
                ScriptedPath.TARGET,
                request.probe(),
                request.timeout().toNanos(),
                request.deadline().map(span -> now + span.toNanos()).orElse(Long.MAX_VALUE));
        engine.start(operation);
    }

    private static ProbeProfile profile(ProbeOptions options) {
        return new ProbeProfile(
                options.protocol(),
                ScriptedPath.TARGET,
                options.destinationPort(),
                0,
                options.flowMethod(),
                OptionalInt.empty(),
                60,
                0,
                false,
                0,
                Optional.empty());
    }

    static TraceBench over(Script script, UnaryOperator<TraceRequest.Builder> options) {
        return new TraceBench(new ScriptedNetwork(script), options);
    }

    static TraceBench over(Script script) {
        return over(script, UnaryOperator.identity());
    }

    /** Runs it to its end. */
    TraceStrategy.Findings findings() {
        network.loop().runWhile(() -> !operation.future().isDone());
        assertThat(operation.future()).as("ends by itself").isDone();
        TraceStrategy.Findings findings = operation.future().join();
        assertThat(findings.reached()).isEqualTo(lastHopReached(findings));
        assertEventsMatch(findings);
        return findings;
    }

    /** Virtual time that it took, in milliseconds. */
    double millis() {
        return network.elapsed() / (double) MILLI;
    }

    long sentTo(int ttl) {
        return network.sent().stream().filter(probe -> probe.ttl() == ttl).count();
    }

    long sentBeyond(int ttl) {
        return network.sent().stream().filter(probe -> probe.ttl() > ttl).count();
    }

    List<Hop> settled() {
        return events.stream()
                .filter(TraceEvent.HopSettled.class::isInstance)
                .map(event -> ((TraceEvent.HopSettled) event).hop())
                .toList();
    }

    List<ProbeResult> completed() {
        return events.stream()
                .filter(TraceEvent.ProbeCompleted.class::isInstance)
                .map(event -> ((TraceEvent.ProbeCompleted) event).probe())
                .toList();
    }

    private static boolean lastHopReached(TraceStrategy.Findings findings) {
        List<Hop> hops = findings.hops();
        return !hops.isEmpty()
                && hops.get(hops.size() - 1).probes().stream().anyMatch(probe -> isArrival(probe.outcome()));
    }

    private static boolean isArrival(ProbeOutcome outcome) {
        if (outcome instanceof ProbeOutcome.IcmpError) {
            return outcome instanceof ProbeOutcome.Unreachable unreachable
                    && unreachable.reason() == UnreachableReason.PORT
                    && unreachable.reception().address().equals(ScriptedPath.TARGET);
        }
        return outcome instanceof ProbeOutcome.Answer;
    }

    /** Hops settle once, in order, without gaps; those of a trace that ended by itself are all of its hops. */
    private void assertEventsMatch(TraceStrategy.Findings findings) {
        List<Integer> settled = settled().stream().map(Hop::ttl).toList();
        List<Integer> listed = findings.hops().stream().map(Hop::ttl).toList();
        for (int i = 0; i < listed.size(); i++) {
            assertThat(listed.get(i)).isEqualTo(request.firstHop() + i);
        }
        assertThat(settled).isEqualTo(listed.subList(0, Math.min(settled.size(), listed.size())));
        boolean byItself =
                findings.stopReason() != StopReason.CANCELLED && findings.stopReason() != StopReason.DEADLINE;
        if (byItself) {
            assertThat(settled).isEqualTo(listed);
        }
    }
}
