// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "49, 1", "50, 1", "99, 1", "100, 2", "1000, 20", "10000000, 200000"})
    void rate_hasBurstOfTwentyMilliseconds(int rate, int burst) {
        assertThat(RateLimit.of(rate)).isEqualTo(new RateLimit(rate, burst));
    }

    @Test
    void zero_isNoLimit() {
        assertThat(RateLimit.of(0).limited()).isFalse();
        assertThat(RateLimit.NONE.limited()).isFalse();
        assertThat(RateLimit.of(1).limited()).isTrue();
    }

    @Test
    void burstOutOfRange_isRefused() {
        assertThatThrownBy(() -> new RateLimit(1, 0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("burst is 0, but must be from 1 to 10000000");
        assertThatThrownBy(() -> new RateLimit(1, 10_000_001)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void rateOutOfRange_isRefused() {
        assertThatThrownBy(() -> RateLimit.of(-1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("rate limit in packets per second is -1, but must be from 0 to 10000000");
    }
}
