// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.samples.Samples.NO_ROUTE;
import static org.pathtracer.samples.Samples.TIMEOUT;
import static org.pathtracer.samples.Samples.echo;
import static org.pathtracer.samples.Samples.exceeded;
import static org.pathtracer.samples.Samples.hop;
import static org.pathtracer.samples.Samples.result;
import static org.pathtracer.samples.Samples.unreachable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.probe.UnreachableReason;

public class SummaryTest {
    private static final Hop FIRST = hop(1, exceeded("192.0.2.9", 45), TIMEOUT);

    @Test
    public void reachedTarget_hasItsDistance() {
        assertThat(Summary.of(result(StopReason.DESTINATION, FIRST, hop(2, echo("192.0.2.1", 90), TIMEOUT))))
                .isEqualTo("reached in 2 hops, 45 ms, 2 of 4 probes answered");
    }

    @Test
    public void refusal_isQuoted() {
        Hop refusing = hop(2, unreachable("192.0.2.8", 45, UnreachableReason.HOST));
        assertThat(Summary.of(result(StopReason.UNREACHABLE, FIRST, refusing)))
                .startsWith("not reached: 192.0.2.8 says \"host unreachable\", 45 ms, ");
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_HOPS, it is not within 3 hops",
        "GAP_LIMIT, the last 2 hops were silent",
        "LOOP, the path runs in a circle",
        "DEADLINE, the deadline passed after 3 hops",
        "CANCELLED, stopped after 3 hops",
    })
    public void otherEnds_areInWords(StopReason reason, String words) {
        assertThat(Summary.of(result(reason, FIRST, hop(2, TIMEOUT), hop(3, TIMEOUT))))
                .isEqualTo("not reached: " + words + ", 45 ms, 1 of 4 probes answered");
    }

    @Test
    public void nothingSent_isNoFaultOfThePath() {
        assertThat(Summary.of(result(StopReason.GAP_LIMIT, hop(1, NO_ROUTE), hop(2, NO_ROUTE))))
                .startsWith("not reached: no probe could leave this host, ");
    }

    @Test
    public void nothingKnown_isNotAnError() {
        assertThat(Summary.of(result(StopReason.CANCELLED))).startsWith("not reached: stopped after 0 hops");
    }

    @Test
    void unreachableWithoutAnyHop_isSaid() {
        assertThat(Summary.of(result(StopReason.UNREACHABLE))).contains("the target is unreachable");
    }
}
