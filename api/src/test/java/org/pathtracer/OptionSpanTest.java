// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionSpanTest {
    private static final Duration MARGIN = Duration.ofMillis(10);

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "PT1S", "PT24H"})
    void spansUpToADay_areTaken(String text) {
        Duration span = Duration.parse(text);
        TraceRequest request = TraceRequest.to("h").timeout(span).deadline(span).build();
        assertThat(request.timeout()).isEqualTo(span);
        assertThat(request.deadline()).contains(span);
        assertThat(new AdaptiveTimeout(true, 1, 1, span).margin()).isEqualTo(span);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT-1.5S, -1.5",
        "PT24H0.000000001S, 86400.000000001",
        "PT9223372036854775807S, 9223372036854775807"
    })
    void otherSpans_areRefusedWithNameAndValue(String text, String seconds) {
        Duration span = Duration.parse(text);
        TraceRequest.Builder builder = TraceRequest.to("h");
        String rest = " is " + seconds + " s, but must be more than zero and at most a day";
        assertThatThrownBy(() -> builder.timeout(span))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("timeout" + rest);
        assertThatThrownBy(() -> builder.deadline(span)).hasMessage("deadline" + rest);
        assertThatThrownBy(() -> new AdaptiveTimeout(true, 3, 2, span)).hasMessage("adaptive margin" + rest);
    }

    @Test
    void factorsFromOneToAThousand_areTaken() {
        assertThatCode(() -> new AdaptiveTimeout(true, 1, 1000, MARGIN)).doesNotThrowAnyException();
        assertThatCode(() -> new AdaptiveTimeout(false, 1000, 1, MARGIN)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.999, 0, -1, 1000.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void otherFactors_areRefusedWithNameValueAndRange(double factor) {
        assertThatThrownBy(() -> new AdaptiveTimeout(true, factor, 2, MARGIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("factor of the same hop is %s, but must be from 1 to 1000", factor);
        assertThatThrownBy(() -> new AdaptiveTimeout(true, 3, factor, MARGIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("factor of the next hop is %s, but must be from 1 to 1000", factor);
    }
}
