// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.engine.EngineBench.MILLI;
import static org.pathtracer.core.engine.EngineBench.TARGET;
import static org.pathtracer.core.engine.EngineBench.TIMEOUT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.ProbeCounters;
import org.pathtracer.RateLimit;
import org.pathtracer.RejectionReason;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.ProbeOutcome;

/** Every probe has one fate, and what comes after it is recognised. */
class EngineMatchingTest {
    @Test
    void answeredProbes_areReleasedOnce() {
        EngineBench bench = EngineBench.on(EngineBench.ECHO);
        Recorder recorder = new Recorder(500);
        bench.start(recorder);
        bench.run().assertAtRest();
        assertThat(recorder.answered).isEqualTo(500);
        assertThat(bench.network.cancels()).isZero();
    }

    @Test
    void silentProbes_timeOutAtMostATickLate() {
        EngineBench bench = EngineBench.on(Script.SILENCE);
        Recorder recorder = new Recorder(300);
        bench.start(recorder);
        bench.run().assertAtRest();
        assertThat(recorder.timeouts).isEqualTo(300);
        assertThat(recorder.now - ScriptedNetwork.START).isBetween(TIMEOUT, TIMEOUT + 2 * MILLI);
        assertThat(bench.network.cancels()).isEqualTo(300);
    }

    @Test
    void duplicates_areTold() {
        EngineBench bench = EngineBench.on(
                (probe, number) -> ScriptedPath.repeated(Arrival.echo(10 * MILLI, TARGET), probe.id() % 3 + 1));
        Recorder recorder = new Recorder(30).lingering(30);
        bench.start(recorder);
        bench.run().assertAtRest();
        assertThat(recorder.answered).isEqualTo(30);
        assertThat(recorder.duplicates()).isEqualTo(30);
    }

    @Test
    void answersAfterTheTimeout_areToldAsLate() {
        EngineBench bench = EngineBench.on((probe, number) ->
                List.of(Arrival.echo(TIMEOUT + 50 * MILLI, TARGET), Arrival.echo(TIMEOUT + 60 * MILLI, TARGET)));
        Recorder recorder = new Recorder(30).lingering(60);
        bench.start(recorder);
        bench.run().assertAtRest();
        assertThat(recorder.timeouts).isEqualTo(30);
        assertThat(recorder.late).isEqualTo(30);
        assertThat(recorder.duplicates()).isEqualTo(30);
    }

    @Test
    void forgedAnswers_areCountedAndNothingElse() {
        EngineBench bench = EngineBench.on((probe, number) -> List.of(
                Arrival.echo(MILLI, TARGET).forged(1),
                Arrival.echo(MILLI, ScriptedPath.router(1)).forged(2),
                Arrival.exceeded(MILLI, ScriptedPath.router(1)).forged(Long.MIN_VALUE),
                Arrival.echo(2 * MILLI, TARGET)));
        Recorder recorder = new Recorder(10);
        bench.start(recorder);
        bench.run().assertAtRest();
        assertThat(recorder.answered).isEqualTo(10);
        assertThat(bench.engine.counters().now().rejected(RejectionReason.WRONG_TAG))
                .isEqualTo(30);
    }

    @Test
    void counters_tellWhatCameAndWent() {
        EngineBench bench = EngineBench.on((probe, number) -> probe.ttl() % 2 == 0
                ? List.of(Arrival.echo(MILLI, TARGET), Arrival.echo(2 * MILLI, TARGET))
                : List.of());
        bench.start(new Recorder(10));
        bench.network.loop().runTo(ScriptedNetwork.START + 5 * MILLI);
        assertThat(bench.engine.counters().now()).isEqualTo(new ProbeCounters(10, 5, 5, Map.of(), 5));
        bench.run().assertAtRest();
        assertThat(bench.engine.counters().now()).isEqualTo(new ProbeCounters(10, 5, 5, Map.of(), 0));
    }

    @Test
    void answersToAnOperationThatHasEnded_areNotAwaited() {
        EngineBench bench = EngineBench.on((probe, number) -> ScriptedPath.repeated(Arrival.echo(MILLI, TARGET), 2));
        bench.start(new Recorder(1));
        bench.run().assertAtRest();
        assertThat(bench.engine.counters().now().rejected(RejectionReason.NOT_AWAITED))
                .isEqualTo(1);
    }

    @Test
    void failedSends_areToldOnceAndAlone() {
        ProbeOutcome.SendFailed failure = new ProbeOutcome.SendFailed("sendmsg", 105, "ENOBUFS", "send slower");
        ScriptedNetwork network = new ScriptedNetwork(EngineBench.ECHO)
                .failing(probe -> probe.id() % 2 == 0 ? Optional.of(failure) : Optional.empty());
        EngineBench bench = new EngineBench(network, RateLimit.NONE);
        Recorder recorder = new Recorder(100);
        bench.start(recorder);
        bench.run().assertAtRest();
        assertThat(recorder.failed).isEqualTo(50);
        assertThat(recorder.answered).isEqualTo(50);
    }

    @Test
    void betterSendTime_replacesTheFirst() {
        ScriptedNetwork network = new ScriptedNetwork(EngineBench.ECHO).correcting(30_000);
        EngineBench bench = new EngineBench(network, RateLimit.NONE);
        Recorder recorder = new Recorder(3);
        bench.start(recorder);
        bench.run().assertAtRest();
        assertThat(recorder.sentAt).containsOnly(ScriptedNetwork.START + 30_000);
        assertThat(recorder.answered).isEqualTo(3);
    }
}
