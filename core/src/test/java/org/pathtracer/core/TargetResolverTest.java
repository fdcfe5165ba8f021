// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.UnknownTargetException;

class TargetResolverTest {
    @Test
    void literals_areTakenAsTheyAre() {
        assertThat(TargetResolver.resolve("192.0.2.1", AddressFamily.ANY).getHostAddress())
                .isEqualTo("192.0.2.1");
        assertThat(TargetResolver.resolve("2001:db8::1", AddressFamily.IPV6).getHostAddress())
                .isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(TargetResolver.isLiteral("192.0.2.1")).isTrue();
        assertThat(TargetResolver.isLiteral("2001:db8::1")).isTrue();
        assertThat(TargetResolver.isLiteral("example.com")).isFalse();
        assertThat(TargetResolver.isLiteral("1.example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"256.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", "1..2.3", "01.2.3.4", "4711", "."})
    void numbersThatMayNeedALookUp_areNoLiterals(String target) {
        assertThat(TargetResolver.isLiteral(target)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.20.199.249", "::1", "fe80::1%eth0"})
    void addresses_areLiterals(String target) {
        assertThat(TargetResolver.isLiteral(target)).isTrue();
    }

    @Test
    void literalOfOtherFamily_isRefusedWithWhatItIs() {
        assertThatThrownBy(() -> TargetResolver.resolve("192.0.2.1", AddressFamily.IPV6))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage("192.0.2.1 has no IPv6 address (it has 192.0.2.1)");
        assertThatThrownBy(() -> TargetResolver.resolve("2001:db8::1", AddressFamily.IPV4))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessageContaining("has no IPv4 address");
    }

    @Test
    void unknownHost_isNamedWithTheCause() {
        // RFC 6761 section 6.4: this name never exists.
        assertThatThrownBy(() -> TargetResolver.resolve("pathtracer.invalid", AddressFamily.ANY))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage("pathtracer.invalid is not known to the system's resolver")
                .hasCauseInstanceOf(java.net.UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:2", "2001:db8::g", ":::", "example.com:80"})
    void brokenLiteral_isNoValidAddress(String target) {
        assertThatThrownBy(() -> TargetResolver.resolve(target, AddressFamily.ANY))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage(target + " is not a valid address");
    }

    @Test
    void localhost_isFound() {
        assertThat(TargetResolver.resolve("localhost", AddressFamily.ANY).isLoopbackAddress())
                .isTrue();
    }
}
