// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.DiagnoseEvent;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TracerClosedException;
import org.pathtracer.diagnosis.DiagnosisStage;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.spi.Surroundings;
import org.pathtracer.testkit.FaultZoo;
import org.pathtracer.testkit.FaultySpecimen;
import org.pathtracer.testkit.SimulatedNetwork;

/** A diagnosis that ends before it has seen everything: by its deadline, by its user, or with its tracer. */
@Timeout(60)
class DiagnosisEndsTest {
    /** With loss, so that every stage has something to do. */
    private static final FaultySpecimen LOSSY = FaultZoo.of(FindingKind.LINK_LOSS, 3);

    private static PathTracer tracer(SimulatedNetwork network) {
        return PathTracer.builder().transport(network).build();
    }

    private static final class Watcher implements Flow.Subscriber<DiagnoseEvent> {
        final CountDownLatch ended = new CountDownLatch(1);
        private final Consumer<DiagnosisStage> onStage;

        Watcher(Consumer<DiagnosisStage> onStage) {
            this.onStage = onStage;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(DiagnoseEvent event) {
            if (event instanceof DiagnoseEvent.StageStarted started) {
                onStage.accept(started.stage());
            }
        }

        @Override
        public void onError(Throwable cause) {
            ended.countDown();
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }
    }

    /** The host's surroundings, but some of what is asked there is never answered. */
    private record Stuck(Surroundings real, boolean names) implements Surroundings {
        @Override
        public NetworkState network() {
            return real.network();
        }

        @Override
        public List<InetSocketAddress> nameServers() {
            return real.nameServers();
        }

        @Override
        public CompletionStage<DnsAnswer> ask(DnsQuery query) {
            return names ? new CompletableFuture<>() : real.ask(query);
        }

        @Override
        public <R extends ServiceResult> CompletionStage<R> check(ServiceCheck<R> check) {
            return names ? real.check(check) : new CompletableFuture<>();
        }
    }

    @Test
    void deadline_inEachStage_isAHardBoundAndSaysWhatWasKnown() {
        Set<DiagnosisStage> seen = EnumSet.noneOf(DiagnosisStage.class);
        List<FaultySpecimen> specimens = List.of(FaultZoo.of(FindingKind.RESOLVER_DEAD, 0), LOSSY);
        for (FaultySpecimen specimen : specimens) {
            for (long millis : new long[] {300, 700, 1000, 1600, 2000, 2500, 3000, 3500, 4000}) {
                Diagnosis diagnosis;
                try (PathTracer tracer = tracer(specimen.network())) {
                    diagnosis = tracer.diagnose(DiagnoseRequest.to(specimen.target())
                            .deadline(Duration.ofMillis(millis))
                            .build());
                }
                assertThat(diagnosis.duration()).isLessThanOrEqualTo(Duration.ofMillis(millis));
                if (diagnosis.stopReason() == StopReason.DEADLINE) {
                    seen.add(stage(diagnosis, Omission.DEADLINE));
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(DiagnosisStage.values());
    }

    private static DiagnosisStage stage(Diagnosis diagnosis, Omission why) {
        String sentence = diagnosis.notLookedAt().stream()
                .filter(limit -> limit.kind() == why)
                .findFirst()
                .orElseThrow()
                .sentence();
        for (DiagnosisStage stage : DiagnosisStage.values()) {
            if (sentence.contains("in the stage " + Words.of(stage))) {
                return stage;
            }
        }
        throw new AssertionError(sentence);
    }

    @Test
    void deadline_amongQuestions_takesNoServerForDead() {
        FaultySpecimen specimen = FaultZoo.of(FindingKind.RESOLVER_DEAD, 0);
        try (PathTracer tracer = tracer(specimen.network())) {
            Diagnosis diagnosis = tracer.diagnose(DiagnoseRequest.to(specimen.target())
                    .deadline(Duration.ofMillis(700))
                    .build());
            assertThat(diagnosis.findings()).isEmpty();
            assertThat(diagnosis.summary()).contains("not enough could be looked at");
        }
    }

    @ParameterizedTest
    @EnumSource(DiagnosisStage.class)
    void cancel_inEachStage_endsEverything(DiagnosisStage stage) throws Exception {
        PathTracer tracer = tracer(network(stage));
        Measurement<DiagnoseEvent, Diagnosis> run =
                tracer.start(DiagnoseRequest.to(LOSSY.target()).build());
        Watcher watcher = new Watcher(begun -> {
            if (begun == stage) {
                run.cancel();
            }
        });
        run.events().subscribe(watcher);
        Diagnosis diagnosis = run.await();
        assertThat(watcher.ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.isDone()).isTrue();
        if (diagnosis.stopReason() == StopReason.CANCELLED) {
            assertThat(diagnosis.notLookedAt()).anyMatch(limit -> limit.kind() == Omission.CANCELLED);
        } else {
            // It was quicker than its user.
            assertThat(stage).isGreaterThan(DiagnosisStage.FIRST_LOOK);
        }
        tracer.close();
        assertNothingRuns();
    }

    @ParameterizedTest
    @EnumSource(DiagnosisStage.class)
    void close_inEachStage_endsEverything(DiagnosisStage stage) throws Exception {
        PathTracer tracer = tracer(network(stage));
        Measurement<DiagnoseEvent, Diagnosis> run =
                tracer.start(DiagnoseRequest.to(LOSSY.target()).build());
        CountDownLatch there = new CountDownLatch(1);
        Watcher watcher = new Watcher(begun -> {
            if (begun == stage) {
                there.countDown();
            }
        });
        run.events().subscribe(watcher);
        assertThat(there.await(30, TimeUnit.SECONDS)).isTrue();
        tracer.close();
        assertThat(watcher.ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.isDone()).isTrue();
        if (stage.compareTo(DiagnosisStage.FIRST_LOOK) <= 0) {
            assertThatThrownBy(run::await).isInstanceOf(TracerClosedException.class);
        }
        assertNothingRuns();
    }

    /** The first two stages last as long as the test wants; the others as long as they need. */
    private static SimulatedNetwork network(DiagnosisStage stage) {
        Surroundings around = LOSSY.network().surroundings().orElseThrow();
        return stage.compareTo(DiagnosisStage.FIRST_LOOK) > 0
                ? LOSSY.network()
                : LOSSY.network().surroundedBy(new Stuck(around, stage == DiagnosisStage.SURROUNDINGS));
    }

    private static void assertNothingRuns() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("pathtracer-diagnose")) {
                thread.join(30_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void changeOfTheNetwork_isToldAndNotMixed() {
        FaultySpecimen healthy = FaultZoo.healthy(1);
        try (PathTracer tracer = tracer(healthy.network())) {
            Measurement<DiagnoseEvent, Diagnosis> run =
                    tracer.start(DiagnoseRequest.to(healthy.target()).build());
            tracer.networkChanged();
            Diagnosis diagnosis = run.await();
            assertThat(diagnosis.networkChanged()).isTrue();
            assertThat(diagnosis.notLookedAt()).anyMatch(limit -> limit.kind() == Omission.NETWORK_CHANGED);
        }
    }
}
