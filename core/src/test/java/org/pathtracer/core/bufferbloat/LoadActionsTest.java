// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.StopReason;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.load.LoadAction;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.LoadReport;
import org.pathtracer.spi.ProbeProfile;

/** The strategy alone: reports in, actions out, the time an argument. */
class LoadActionsTest {
    private static final long MILLI = 1_000_000;
    private static final long START = -5 * MILLI;

    private final BufferbloatStrategy strategy = new BufferbloatStrategy(
            BufferbloatRequest.against(URI.create("https://198.51.100.9/nq"))
                    .direction(LoadDirection.DOWN)
                    .idle(Duration.ofSeconds(1))
                    .duration(Duration.ofSeconds(5))
                    .build(),
            new Setting(
                    ProbeProfile.echo(ScriptedPath.TARGET, 60),
                    new TransportChoiceRecord("scripted", "test", List.of()),
                    false,
                    () -> {
                        throw new AssertionError("a strategy reads no clock");
                    },
                    START,
                    Long.MAX_VALUE,
                    Instant.EPOCH),
            event -> {});

    private List<LoadAction> reportAt(long millis, LoadReport report) {
        strategy.onTime(START + millis * MILLI);
        assertThat(strategy.reportDue()).isTrue();
        return strategy.onReport(report);
    }

    private static LoadReport ready(long bytesDown, int connectionsDown) {
        return new LoadReport(true, Optional.empty(), bytesDown, 0, connectionsDown, 0, 0, 0, List.of());
    }

    private static LoadReport failed() {
        LoadFailure failure = new LoadFailure(LoadFailure.Kind.CLOSED, "reset");
        return new LoadReport(false, Optional.of(failure), 0, 0, 0, 0, 0, 0, List.of());
    }

    @Test
    void reports_areDueEveryTenMilliseconds() {
        reportAt(0, ready(0, 0));
        strategy.onTime(START + 9 * MILLI);
        assertThat(strategy.reportDue()).isFalse();
        strategy.onTime(START + 10 * MILLI);
        assertThat(strategy.reportDue()).isTrue();
    }

    @Test
    void idle_measuresRequestsAndAddsNoLoad() {
        assertThat(reportAt(0, ready(0, 0))).containsExactly(new LoadAction.RequestOnNewConnection(0));
        assertThat(reportAt(10, ready(0, 0))).isEmpty();
    }

    @Test
    void load_beginsWhenIdleEnds() {
        reportAt(0, ready(0, 0));
        assertThat(reportAt(1000, ready(0, 0))).containsExactly(new LoadAction.AddConnection(LoadDirection.DOWN));
        assertThat(reportAt(1010, ready(1000, 1)))
                .containsExactly(new LoadAction.RequestOnNewConnection(1), new LoadAction.RequestOnLoadedConnection(1));
    }

    @Test
    void load_endsWithItsDuration() {
        reportAt(1000, ready(0, 0));
        assertThat(reportAt(6000, ready(1000, 1))).endsWith(new LoadAction.StopLoad());
        strategy.onTime(START + 8000 * MILLI);
        assertThat(strategy.onReport(ready(1000, 0))).isEmpty();
        assertThat(strategy.stopped()).contains(StopReason.COMPLETED);
    }

    @Test
    void failure_stopsTheLoadOnce() {
        reportAt(1000, ready(0, 0));
        assertThat(reportAt(1010, failed())).containsExactly(new LoadAction.StopLoad());
        assertThat(reportAt(1020, failed())).isEmpty();
    }

    @Test
    void lastReport_countsForAPhaseThatIsOpen() {
        reportAt(1000, ready(0, 0));
        strategy.onTime(START + 2000 * MILLI);
        strategy.onLastReport(ready(12_345, 1));
        BufferbloatStrategy.Findings findings = strategy.result(StopReason.CANCELLED);
        assertThat(findings.phases().get(1).goodput().bytesDown()).isEqualTo(12_345);
        assertThat(findings.phases().get(1).duration()).isEqualTo(Duration.ofSeconds(1));
    }
}
