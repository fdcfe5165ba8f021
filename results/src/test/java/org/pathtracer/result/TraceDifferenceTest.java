// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.result.Traces.LOST;
import static org.pathtracer.result.Traces.address;
import static org.pathtracer.result.Traces.exceeded;
import static org.pathtracer.result.Traces.hop;
import static org.pathtracer.result.Traces.trace;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.HopDifference;
import org.pathtracer.HopDifference.Kind;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.TraceDifference;
import org.pathtracer.TraceResult;

class TraceDifferenceTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String C = "10.0.0.3";

    @Test
    void sameTrace_differsInNothing() {
        TraceResult trace = trace(true, hop(1, A, 1, 2, 3), hop(2, LOST), hop(3, B, 5, 5, 5));
        TraceDifference difference = trace.differenceFrom(trace);
        assertThat(difference.hops()).isEmpty();
        assertThat(difference.rttShifts()).isEmpty();
        assertThat(difference.pathChanged()).isFalse();
        assertThat(difference.reachedChanged()).isFalse();
    }

    @Test
    void otherRouter_isAnotherPath() {
        TraceDifference difference =
                trace(true, hop(1, A, 1), hop(2, C, 1)).differenceFrom(trace(true, hop(1, A, 1), hop(2, B, 1)));
        assertThat(difference.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.ttl()).isEqualTo(2);
            assertThat(hop.kind()).isEqualTo(Kind.OTHER_RESPONDERS);
            assertThat(hop.earlier()).containsExactly(address(B));
            assertThat(hop.later()).containsExactly(address(C));
        });
        assertThat(difference.pathChanged()).isTrue();
    }

    @Test
    void balancersOtherChoice_isNoOtherPath() {
        TraceDifference difference = trace(true, hop(1, exceeded(A, 1), exceeded(B, 1)))
                .differenceFrom(trace(true, hop(1, exceeded(B, 1), exceeded(C, 1))));
        assertThat(difference.hops()).extracting(HopDifference::kind).containsExactly(Kind.SOME_RESPONDERS);
        assertThat(difference.pathChanged()).isFalse();
    }

    @Test
    void orderOfResponders_isNoDifference() {
        assertThat(trace(true, hop(1, exceeded(A, 1), exceeded(B, 1)))
                        .differenceFrom(trace(true, hop(1, exceeded(B, 1), exceeded(A, 1))))
                        .hops())
                .isEmpty();
    }

    @Test
    void silence_provesNothing() {
        TraceDifference difference =
                trace(true, hop(1, LOST), hop(2, B, 1)).differenceFrom(trace(true, hop(1, A, 1), hop(2, LOST)));
        assertThat(difference.hops())
                .extracting(HopDifference::kind)
                .containsExactly(Kind.FELL_SILENT, Kind.ANSWERS_NOW);
        assertThat(difference.pathChanged()).isFalse();
    }

    @Test
    void otherLengthOfReachedPaths_isAnotherPath() {
        TraceResult two = trace(true, hop(1, A, 1), hop(2, B, 1));
        TraceResult three = trace(true, hop(1, A, 1), hop(2, B, 1), hop(3, B, 1));
        assertThat(three.differenceFrom(two).hops())
                .extracting(HopDifference::kind)
                .containsExactly(Kind.ADDED);
        assertThat(two.differenceFrom(three).hops())
                .extracting(HopDifference::kind)
                .containsExactly(Kind.REMOVED);
        assertThat(two.differenceFrom(three).pathChanged()).isTrue();
    }

    @Test
    void earlierEndOfATraceThatWasNotReached_provesNothing() {
        TraceDifference difference = trace(true, hop(1, A, 1), hop(2, B, 1)).differenceFrom(trace(false, hop(1, A, 1)));
        assertThat(difference.pathChanged()).isFalse();
        assertThat(difference.reachedChanged()).isTrue();
    }

    @Test
    void otherTarget_isRefused() {
        assertThatThrownBy(() -> trace("192.0.2.1", true).differenceFrom(trace("192.0.2.2", true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("traces to 192.0.2.2 and to 192.0.2.1 can't be compared: trace the same address twice");
    }

    @Test
    void shiftBeyondNoise_isTold() {
        TraceResult before = trace(true, hop(1, A, 10.0, 10.2, 10.1, 9.9, 10.1));
        TraceResult after = trace(true, hop(1, A, 15.0, 15.3, 15.1, 14.9, 40));
        assertThat(after.differenceFrom(before).rttShifts()).singleElement().satisfies(shift -> {
            assertThat(shift.ttl()).isEqualTo(1);
            assertThat(shift.address()).isEqualTo(address(A));
            assertThat(shift.change()).isEqualTo(Duration.ofMillis(5));
            assertThat(shift.noise()).isLessThan(Duration.ofMillis(2));
        });
        assertThat(before.differenceFrom(after).rttShifts().get(0).change()).isEqualTo(Duration.ofMillis(-5));
        assertThat(after.differenceFrom(before).pathChanged()).isFalse();
    }

    @Test
    void fewSamples_tellNothing() {
        assertThat(trace(true, hop(1, A, 15, 15, 15, 15))
                        .differenceFrom(trace(true, hop(1, A, 10, 10, 10, 10, 10)))
                        .rttShifts())
                .isEmpty();
    }

    @Test
    void tenthOfAMillisecond_isNoiseHoweverSteady() {
        TraceResult before = trace(true, hop(1, A, 1, 1, 1, 1, 1));
        assertThat(trace(true, hop(1, A, 1.1, 1.1, 1.1, 1.1, 1.1))
                        .differenceFrom(before)
                        .rttShifts())
                .isEmpty();
        assertThat(trace(true, hop(1, A, 1.2, 1.2, 1.2, 1.2, 1.2))
                        .differenceFrom(before)
                        .rttShifts())
                .hasSize(1);
    }

    /** The share of false alarms that the documentation promises, with the seed's own. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 10, 20})
    void unchangedDelay_isTakenForAShiftInOneOfAHundred(int samples) {
        SplittableRandom random = new SplittableRandom(samples);
        int runs = 5000;
        int alarms = 0;
        for (int i = 0; i < runs; i++) {
            TraceResult before = trace(true, hop(1, A, exponential(random, samples)));
            TraceResult after = trace(true, hop(1, A, exponential(random, samples)));
            alarms += after.differenceFrom(before).rttShifts().size();
        }
        assertThat(alarms / (double) runs).isLessThan(0.015);
    }

    private static double[] exponential(SplittableRandom random, int samples) {
        double[] millis = new double[samples];
        for (int i = 0; i < samples; i++) {
            millis[i] = 20 - 5 * Math.log(1 - random.nextDouble());
        }
        return millis;
    }
}
