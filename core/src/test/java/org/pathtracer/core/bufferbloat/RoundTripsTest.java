// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.bufferbloat.ResponsivenessClass;
import org.pathtracer.spi.RequestTimes;

/** The formulas of draft-ietf-ippm-responsiveness-09, section 4.3. */
class RoundTripsTest {
    private static final long MILLI = 1_000_000;

    private static RequestTimes fresh(long tcp, long tls, long http) {
        return new RequestTimes.OnNewConnection(0, tcp * MILLI, tls * MILLI, http * MILLI);
    }

    private static RequestTimes loaded(long http) {
        return new RequestTimes.OnLoadedConnection(0, http * MILLI);
    }

    private static Responsiveness of(RequestTimes... times) {
        RoundTrips trips = new RoundTrips();
        List.of(times).forEach(trips::add);
        return trips.responsiveness(0.95, Confidence.HIGH);
    }

    @Test
    void goldenVector_is1125() {
        Responsiveness responsiveness = of(fresh(30, 40, 50), loaded(80));
        assertThat(responsiveness.foreign()).hasValue(1500);
        assertThat(responsiveness.loaded()).hasValue(750);
        assertThat(responsiveness.rpm()).hasValue(1125);
        assertThat(responsiveness.responsivenessClass()).isEqualTo(ResponsivenessClass.GOOD);
    }

    @Test
    void oneKindOfRequestMissing_isUnknown() {
        assertThat(of(fresh(30, 40, 50)).rpm()).isEmpty();
        assertThat(of(fresh(30, 40, 50)).foreign()).hasValue(1500);
        assertThat(of(loaded(80)).rpm()).isEmpty();
        assertThat(of().responsivenessClass()).isEqualTo(ResponsivenessClass.UNKNOWN);
        assertThat(of(new RequestTimes.Failed(0)).rpm()).isEmpty();
    }

    @Test
    void slowestFivePercent_doNotCount() {
        List<Double> samples = DoubleStream.concat(
                        IntStream.range(0, 19).mapToDouble(i -> 10), DoubleStream.of(100_000))
                .boxed()
                .toList();
        assertThat(TrimmedMean.of(samples, 0.95)).hasValue(10);
        assertThat(TrimmedMean.of(samples, 1)).hasValue(5009.5);
    }

    @Test
    void fewSamples_allCount() {
        assertThat(TrimmedMean.of(List.of(10.0, 40.0), 0.95)).hasValue(25);
        assertThat(TrimmedMean.of(List.of(7.0), 0.01)).hasValue(7);
        assertThat(TrimmedMean.of(List.of(), 0.95)).isEmpty();
    }

    @Test
    void otherTrim_changesTheResult() {
        RoundTrips trips = new RoundTrips();
        for (long millis : new long[] {10, 10, 10, 1000}) {
            trips.add(fresh(millis, millis, millis));
            trips.add(loaded(millis));
        }
        assertThat(trips.responsiveness(0.75, Confidence.LOW).rpm()).hasValue(6000);
        assertThat(trips.responsiveness(1, Confidence.LOW).rpm().orElseThrow()).isCloseTo(233, within(1.0));
    }
}
