// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorPath;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.ping.Outage;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.MonitorEventRecords;
import org.pathtracer.result.MonitorHopRecord;
import org.pathtracer.result.MonitorPathRecord;
import org.pathtracer.result.MonitorSeriesRecord;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.result.PingEventRecords;
import org.pathtracer.result.PingSeriesRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;

/** What meters count, and that there are no more of them than was said. */
class MetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static PingTarget target(int number) {
        try {
            return PingTargetRecord.at("host" + number, InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number}));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private double probes(String target, String outcome) {
        return registry.get("pathtracer.ping.probes")
                .tags("target", target, "outcome", outcome)
                .counter()
                .count();
    }

    private long metersWithoutBuckets() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getTag("le") == null)
                .count();
    }

    @Test
    void pingEvents_areCountedByOutcome() {
        PingMetrics metrics = new PingMetrics(registry, 10);
        metrics.onNext(new PingEventRecords.Lost(target(1), 0));
        metrics.onNext(new PingEventRecords.Lost(target(1), 1));
        metrics.onNext(new PingEventRecords.Duplicate(target(1), 1));
        metrics.onNext(
                new PingEventRecords.NotSent(target(1), 2, new ProbeOutcome.SendFailed("sendto", 1, "EPERM", "why")));
        metrics.onNext(new PingEventRecords.Dropped(7));
        assertThat(probes("host1", "lost")).isEqualTo(2);
        assertThat(probes("host1", "duplicate")).isEqualTo(1);
        assertThat(probes("host1", "not-sent")).isEqualTo(1);
        assertThat(registry.get("pathtracer.ping.events.dropped").counter().count())
                .isEqualTo(7);
    }

    @Test
    void targetThatIsToldAsAWhole_isCountedAsItsProbesWouldBe() {
        RttRecorder rtts = new RttRecorder();
        rtts.record(0, 1_000_000);
        new PingMetrics(registry, 10)
                .onNext(new PingEventRecords.TargetCompleted(
                        7,
                        new PingSeriesRecord(
                                target(1),
                                Statistics.of(9, rtts),
                                new PingCountsRecord(1, 2, 0, 3, 1),
                                Map.of(new ProbeOutcome.SendFailed("sendto", 1, "EPERM", "why"), 5L),
                                List.of(),
                                1,
                                List.of(new Outage(3, 2, Duration.ZERO, Duration.ofSeconds(1), true)),
                                0)));
        assertThat(probes("host1", "answered")).isEqualTo(1);
        assertThat(probes("host1", "error")).isEqualTo(4);
        assertThat(probes("host1", "lost")).isEqualTo(4);
        assertThat(probes("host1", "late")).isEqualTo(2);
        assertThat(probes("host1", "duplicate")).isEqualTo(1);
        assertThat(probes("host1", "not-sent")).isEqualTo(5);
        assertThat(registry.get("pathtracer.ping.outages").counter().count()).isEqualTo(1);
    }

    @Test
    void pingTargetsBeyondTheBound_shareOneTag() {
        PingMetrics metrics = new PingMetrics(registry, 3);
        IntStream.range(0, 50).forEach(i -> metrics.onNext(new PingEventRecords.Lost(target(i), 0)));
        // Eight for each of four tags, and that of dropped events.
        assertThat(metersWithoutBuckets()).isEqualTo(4 * 8 + 1);
        assertThat(probes("others", "lost")).isEqualTo(47);
        assertThatThrownBy(() -> new PingMetrics(registry, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static MonitorEvent.CycleCompleted cycle(int number, int hops) {
        List<MonitorHop> list = IntStream.rangeClosed(1, hops)
                .<MonitorHop>mapToObj(ttl -> new MonitorHopRecord(
                        ttl, List.of(), Statistics.of(4, List.of()), Collections.nCopies(4, Optional.empty()), 0, 0, 0))
                .toList();
        MonitorPath path = new MonitorPathRecord(1, List.of(), false);
        return new MonitorEventRecords.CycleCompleted(
                new MonitorSeriesRecord(target(number), 4, 0, list, path, List.of(), 0, Map.of()), path);
    }

    @Test
    void monitorTargetsBeyondTheBound_areLeftOut_andHopsAreMeteredOnce() {
        MonitorMetrics metrics = new MonitorMetrics(2);
        metrics.bindTo(registry);
        for (int i = 0; i < 10; i++) {
            metrics.onNext(cycle(i, 3));
            metrics.onNext(cycle(i, 2));
            metrics.onNext(cycle(i, 3));
        }
        // For each target four, for each hop eight.
        assertThat(metersWithoutBuckets()).isEqualTo(2 * (4 + 3 * 8));
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .extracting(id -> id.getTag("target"))
                .containsOnly("host0", "host1");
        assertThat(registry.get("pathtracer.monitor.hop.loss")
                        .tags("target", "host0", "ttl", "3")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("pathtracer.monitor.cycles")
                        .tags("target", "host1")
                        .counter()
                        .count())
                .isEqualTo(4);
    }

    @Test
    void meters_existBeforeTheFirstProbe() {
        List<PingTarget> targets = List.of(target(1), target(2));
        TransportChoice transport = new TransportChoiceRecord("simulated", "asked for", List.of());
        new PingMetrics(registry, 10).onNext(new PingEventRecords.Started(targets, Protocol.ICMP, transport));
        assertThat(probes("host2", "lost")).isZero();
        assertThat(registry.get("pathtracer.ping.rtt")
                        .tags("target", "host1")
                        .timer()
                        .count())
                .isZero();
        MonitorMetrics monitor = new MonitorMetrics(10);
        monitor.bindTo(registry);
        monitor.onNext(new MonitorEventRecords.Started(targets, Protocol.ICMP, transport));
        assertThat(registry.get("pathtracer.monitor.cycles")
                        .tags("target", "host2")
                        .counter()
                        .count())
                .isZero();
    }

    private static MonitorEvent.CycleCompleted cycleOf(long sent, int answered, List<Optional<Duration>> recent) {
        RttRecorder rtts = new RttRecorder();
        IntStream.range(0, answered).forEach(i -> rtts.record(i, 5_000_000));
        MonitorHop hop = new MonitorHopRecord(1, List.of(), Statistics.of(sent, rtts), recent, 0, 0, 0);
        MonitorPath path = new MonitorPathRecord(1, List.of(), false);
        return new MonitorEventRecords.CycleCompleted(
                new MonitorSeriesRecord(target(1), sent, 0, List.of(hop), path, List.of(), 0, Map.of()), path);
    }

    @Test
    void hopMeters_countEachProbeOnce_andTheGaugesForgetWhatIsLongAgo() {
        Optional<Duration> lost = Optional.empty();
        Optional<Duration> answered = Optional.of(Duration.ofMillis(5));
        MonitorMetrics metrics = new MonitorMetrics(1);
        metrics.bindTo(registry);
        metrics.onNext(cycleOf(2, 0, List.of(lost, lost)));
        metrics.onNext(cycleOf(4, 1, List.of(lost, lost, lost, answered)));
        assertThat(hop("sent").counter().count()).isEqualTo(4);
        assertThat(hop("answered").counter().count()).isEqualTo(1);
        assertThat(hop("rtt").timer().count()).isEqualTo(1);
        assertThat(hop("loss").gauge().value()).isEqualTo(0.75);
        metrics.onNext(cycleOf(68, 65, Collections.nCopies(64, answered)));
        assertThat(hop("rtt").timer().count()).isEqualTo(65);
        assertThat(hop("loss").gauge().value()).isZero();
        assertThat(hop("rtt.mean").gauge().value()).isEqualTo(0.005);
    }

    @Test
    void gaugesOfAWindow_haveTheProbesOfIt() {
        Optional<Duration> answered = Optional.of(Duration.ofMillis(5));
        MonitorMetrics metrics = new MonitorMetrics(1, Window.MINUTE);
        metrics.bindTo(registry);
        metrics.onNext(cycleOf(100, 50, Collections.nCopies(64, answered)));
        assertThat(hop("loss").gauge().value()).isEqualTo(0.5);
        assertThat(hop("loss").gauge().getId().getDescription()).contains("last minutes: 1");
    }

    private RequiredSearch hop(String meter) {
        return registry.get("pathtracer.monitor.hop." + meter).tags("target", "host1", "ttl", "1");
    }
}
