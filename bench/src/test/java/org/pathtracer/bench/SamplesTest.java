// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private final Samples samples = new Samples();

    @Test
    void quantiles_areSamplesInWhateverOrderTheyCame() {
        LongStream.of(5, 1, 4, 2, 3).forEach(samples::add);
        assertThat(samples.quantile(0)).isEqualTo(1);
        assertThat(samples.median()).isEqualTo(3);
        assertThat(samples.quantile(0.8)).isEqualTo(4);
        assertThat(samples.max()).isEqualTo(5);
    }

    @Test
    void text_isInMilliseconds() {
        LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).forEach(samples::add);
        assertThat(samples.text()).isEqualTo("50.00 ms (5.00 to 95.00)");
    }
}
