// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.InvalidRequestException;

class SelectorTest {
    private static boolean matches(String text) {
        return Selector.parse(text).matches("fra-1", Map.of("region", "eu", "net", "AS64500"), Set.of("ipv6", "trace"));
    }

    @Test
    void conditions_holdTogether() {
        assertThat(matches("")).isTrue();
        assertThat(matches("region=eu, has:ipv6")).isTrue();
        assertThat(matches("region=eu,net!=AS64500")).isFalse();
        assertThat(matches("site!=x")).isTrue();
        assertThat(matches("site=x")).isFalse();
        assertThat(matches("name=fra-1")).isTrue();
        assertThat(matches("has:mtu")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"region", "=eu", "region=eu,", "has:", "!=x", "a b=c"})
    void otherText_isRefused(String text) {
        assertThatThrownBy(() -> Selector.parse(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("LABEL=VALUE");
    }
}
