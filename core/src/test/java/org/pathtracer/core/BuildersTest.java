// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.SharedCaches;
import org.pathtracer.TransportProvider;

/** The builders of tracers and caches, as an application gets them. */
class BuildersTest {
    private final PathTracer.Builder tracer = PathTracer.builder();
    private final SharedCaches.Builder caches = SharedCaches.builder();

    @Test
    void loopsOutOfRange_areRefused() {
        for (int count : new int[] {0, -1, 65, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> tracer.loops(count))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage("loops is %d, but must be from 1 to 64", count);
        }
        assertThat(tracer.loops(1).loops(64)).isSameAs(tracer);
    }

    @Test
    void missingArgument_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> tracer.transport(null))
                .withMessage("provider");
        assertThatNullPointerException()
                .isThrownBy(() -> tracer.callbackExecutor(null))
                .withMessage("executor");
        assertThatNullPointerException()
                .isThrownBy(() -> tracer.enrichment(null))
                .withMessage("options");
        assertThatNullPointerException().isThrownBy(() -> tracer.caches(null)).withMessage("shared");
        assertThatNullPointerException()
                .isThrownBy(() -> caches.longestTtl(null))
                .withMessage("span");
        assertThatNullPointerException()
                .isThrownBy(() -> caches.negativeTtl(null))
                .withMessage("span");
    }

    @Test
    void valueOutOfRange_isRefused() {
        assertThatThrownBy(() -> tracer.rateLimit(-1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("rate limit in packets per second is -1, but must be from 0 to 10000000");
        assertThatThrownBy(() -> caches.capacity(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("capacity is 0, but must be from 1 to 10000000");
        assertThatThrownBy(() -> caches.negativeTtl(Duration.ZERO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most a year");
    }

    @Test
    void providerThatMakesNoTransports_isRefused() {
        TransportProvider other = () -> "mine";
        assertThatThrownBy(() -> tracer.transport(other))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("org.pathtracer.spi.ProbeTransportProvider");
    }
}
