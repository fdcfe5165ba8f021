// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.exporter.config.Module;
import org.pathtracer.exporter.config.TargetEntry;
import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.kind.Round;
import org.pathtracer.exporter.metric.Metrics;
import org.pathtracer.exporter.metric.Series;

/** What is said of a target after each round. */
class WatchTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Series series = new Metrics(registry, List.of("target"), 0).series(List.of("t"));
    private final List<CompletableFuture<Boolean>> rounds = new ArrayList<>();
    private final Turns turns = new Turns(1, Runnable::run);
    private final PathTracer tracer = PathTracer.create();
    private final Watch watch = watch(series);

    private Watch watch(Series of) {
        Round round = new Round() {
            @Override
            public void prepare(Series any) {}

            @Override
            public CompletableFuture<Boolean> start(PathTracer with, Series any) {
                rounds.add(new CompletableFuture<>());
                return rounds.get(rounds.size() - 1);
            }
        };
        Module module = new Module("ping", Kind.PING, host -> round, "");
        return new Watch(
                new TargetEntry("t", "t", module, Duration.ofSeconds(1), Duration.ZERO, new TreeMap<>(), round),
                tracer,
                of,
                turns);
    }

    @AfterEach
    void close() {
        watch.close();
        tracer.close();
    }

    private double up() {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("pathtracer_up"))
                .mapToDouble(metric ->
                        ((GaugeDataPointSnapshot) metric.getDataPoints().get(0)).getValue())
                .sum();
    }

    private double rounds(String result) {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("pathtracer_rounds"))
                .flatMap(metric -> metric.getDataPoints().stream())
                .filter(point -> result.equals(point.getLabels().get("result")))
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue())
                .sum();
    }

    private CompletableFuture<Boolean> round() {
        watch.due();
        return rounds.get(rounds.size() - 1);
    }

    @Test
    void beforeTheFirstRound_nothingIsKnown() {
        assertThat(up()).isNaN();
        assertThat(rounds("reached") + rounds("failed")).isZero();
    }

    @Test
    void answer_isUp_silenceIsDown() {
        round().complete(true);
        assertThat(up()).isEqualTo(1);
        round().complete(false);
        assertThat(up()).isZero();
        assertThat(rounds("reached")).isEqualTo(1);
        assertThat(rounds("unreached")).isEqualTo(1);
    }

    @Test
    void unknownName_isDown_whatThisHostCantDoIsUnknown() {
        round().completeExceptionally(new UnknownTargetException("no such name"));
        assertThat(up()).isZero();
        round().completeExceptionally(new IllegalStateException("no permission"));
        assertThat(up()).isNaN();
        assertThat(rounds("failed")).isEqualTo(2);
    }

    @Test
    void roundThatIsDueTooEarly_isSkipped() {
        CompletableFuture<Boolean> slow = round();
        watch.due();
        assertThat(rounds).hasSize(1);
        assertThat(rounds("skipped")).isEqualTo(1);
        slow.complete(true);
        assertThat(round()).isNotSameAs(slow);
    }

    @Test
    void onlyOneTurn_makesTheNextTargetWait() {
        CompletableFuture<Boolean> first = round();
        try (Watch second = watch(new Metrics(new PrometheusRegistry(), List.of("target"), 0).series(List.of("u")))) {
            second.due();
            assertThat(rounds).hasSize(1);
            first.complete(true);
            assertThat(rounds).hasSize(2);
        }
    }

    @Test
    void closedWatch_cancelsItsRoundAndHasNoSeries() {
        CompletableFuture<Boolean> running = round();
        watch.close();
        assertThat(running).isCancelled();
        watch.due();
        assertThat(rounds).hasSize(1);
        assertThat(registry.scrape().stream()
                        .mapToInt(metric -> metric.getDataPoints().size())
                        .sum())
                .isZero();
    }
}
