// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.exporter.metric.Metrics;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.toml.Problems;
import org.pathtracer.exporter.toml.TomlFile;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.NodeBuilder;

/** What rounds leave in their series, in simulated networks. */
class RoundsTest {
    private static final String TARGET = "203.0.113.9";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Metrics metrics = new Metrics(registry, List.of("target"), 3);
    private final Series series = metrics.series(List.of("t"));

    private static PathTracer network(String... routers) {
        List<String> path = Stream.of(Stream.of("client"), Stream.of(routers), Stream.of("server"))
                .flatMap(names -> names)
                .toList();
        var topology = Topology.builder().source("client");
        for (String router : routers) {
            topology = topology.router(router, router.startsWith("silent") ? NodeBuilder::silent : node -> {});
        }
        return PathTracer.builder()
                .transport(SimulatedNetwork.of(
                        topology.destination("server", node -> node.address(TARGET))
                                .path(
                                        path,
                                        link -> link.delay(Duration.ofMillis(5)).mtu(1500))
                                .build(),
                        7))
                .build();
    }

    private static Round round(Kind kind, String toml, String host) {
        Problems problems = new Problems("");
        Settings settings = kind.read(TomlFile.read(toml, problems).orElseThrow());
        assertThat(problems.lines()).isEmpty();
        return settings.round(host);
    }

    private double value(String name, String... labels) {
        Labels wanted = Labels.of("target", "t").merge(Labels.of(labels));
        DataPointSnapshot point = registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("pathtracer_" + name))
                .flatMap(metric -> metric.getDataPoints().stream())
                .filter(any -> any.getLabels().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + wanted));
        return point instanceof CounterDataPointSnapshot counter
                ? counter.getValue()
                : point instanceof GaugeDataPointSnapshot gauge
                        ? gauge.getValue()
                        : ((HistogramDataPointSnapshot) point).getCount();
    }

    @Test
    void ping_countsProbesFromZeroOn() {
        Round round = round(Kind.PING, "count = 3\nperiod = \"10ms\"", TARGET);
        round.prepare(series);
        assertThat(value("ping_probes", "outcome", "lost")).isZero();
        assertThat(value("ping_rtt_seconds")).isZero();
        try (PathTracer tracer = network("r1")) {
            assertThat(round.start(tracer, series).join()).isTrue();
        }
        assertThat(value("ping_probes", "outcome", "answered")).isEqualTo(3);
        assertThat(value("ping_probes", "outcome", "lost")).isZero();
        assertThat(value("ping_rtt_seconds")).isEqualTo(3);
    }

    @Test
    void pingOfAnAddressWithoutHost_isLost() {
        Round round = round(Kind.PING, "timeout = \"50ms\"", "203.0.113.99");
        round.prepare(series);
        try (PathTracer tracer = network("r1")) {
            assertThat(round.start(tracer, series).join()).isFalse();
        }
        assertThat(value("ping_probes", "outcome", "answered")).isZero();
        assertThat(value("ping_probes", "outcome", "lost") + value("ping_probes", "outcome", "error"))
                .isEqualTo(1);
    }

    @Test
    void roundOfWhichNothingLeaves_failsAndSaysNothingAboutTheTarget() {
        // Larger than the MTU of this host's own link.
        Round round = round(Kind.PING, "size = 9000\ndont-fragment = true", TARGET);
        round.prepare(series);
        try (PathTracer tracer = network("r1")) {
            assertThatThrownBy(() -> round.start(tracer, series).join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("no probe could leave this host");
        }
        assertThat(value("ping_probes", "outcome", "not-sent")).isEqualTo(1);
        assertThat(value("ping_probes", "outcome", "lost")).isZero();
    }

    @Test
    void unknownName_fails() {
        Round round = round(Kind.PING, "", "no.such.invalid");
        try (PathTracer tracer = network("r1")) {
            assertThatThrownBy(() -> round.start(tracer, series).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(UnknownTargetException.class);
        }
    }

    @Test
    void trace_hasSeriesOfHopsUpToTheBound() {
        Round round = round(Kind.TRACE, "", TARGET);
        round.prepare(series);
        try (PathTracer tracer = network("r1", "silent2", "r3")) {
            assertThat(round.start(tracer, series).join()).isTrue();
        }
        assertThat(value("trace_hops")).isEqualTo(4);
        assertThat(value("hop_probes", "ttl", "1", "outcome", "answered")).isEqualTo(3);
        assertThat(value("hop_probes", "ttl", "2", "outcome", "unanswered")).isEqualTo(3);
        assertThat(value("hop_rtt_seconds", "ttl", "3")).isEqualTo(3);
        assertThat(metrics.hopsLeftOut()).isEqualTo(1);
        assertThatThrownBy(() -> value("hop_rtt_seconds", "ttl", "4")).isInstanceOf(AssertionError.class);
        series.remove();
        assertThat(metrics.hopsLeftOut()).isZero();
        assertThat(registry.scrape().stream()
                        .mapToInt(metric -> metric.getDataPoints().size())
                        .sum())
                .isZero();
    }

    /** One trace that differs may be an accident; two in succession are a change. */
    @Test
    void otherPath_countsWhenASecondTraceSeesIt() {
        Round round = round(Kind.TRACE, "", TARGET);
        round.prepare(series);
        try (PathTracer before = network("r1", "r2");
                PathTracer after = network("r1", "r2", "r3")) {
            round.start(before, series).join();
            round.start(after, series).join();
            round.start(before, series).join();
            assertThat(value("trace_path_changes")).isZero();
            round.start(after, series).join();
            round.start(after, series).join();
            assertThat(value("trace_path_changes")).isEqualTo(1);
            round.start(after, series).join();
            assertThat(value("trace_path_changes")).isEqualTo(1);
        }
    }

    @Test
    void mtuAndMultipath_setTheirGauges() {
        Round mtu = round(Kind.MTU, "", TARGET);
        Round multipath = round(Kind.MULTIPATH, "", TARGET);
        mtu.prepare(series);
        multipath.prepare(series);
        assertThat(value("path_mtu_bytes")).isNaN();
        assertThat(value("multipath_paths")).isNaN();
        try (PathTracer tracer = network("r1", "r2")) {
            assertThat(mtu.start(tracer, series).join()).isTrue();
            assertThat(multipath.start(tracer, series).join()).isTrue();
        }
        assertThat(value("path_mtu_bytes")).isGreaterThanOrEqualTo(1500);
        assertThat(value("path_mtu_black_hole")).isZero();
        assertThat(value("multipath_paths")).isEqualTo(1);
        assertThat(value("multipath_complete")).isEqualTo(1);
    }

    @Test
    void cancelledRound_endsItsOperation() {
        Round round = round(Kind.PING, "count = 1000\nperiod = \"1h\"", TARGET);
        try (PathTracer tracer = network("r1")) {
            var running = round.start(tracer, series);
            assertThat(running.cancel(true)).isTrue();
            assertThat(running).isCancelled();
        }
    }
}
