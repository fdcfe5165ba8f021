// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.FakeHost.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prefixes found as in RFC 7050, addresses made as in RFC 6052. */
class Nat64Test {
    // The prefixes and the address of RFC 6052 section 2.4
    @ParameterizedTest
    @CsvSource({
        "2001:db8:c000:aa::, 2001:db8:c000:221::",
        "2001:db8:1c0:0:aa::, 2001:db8:1c0:2:21::",
        "2001:db8:122:c000:0:aa00::, 2001:db8:122:c000:2:2100::",
        "2001:db8:122:3c0:0:aa::, 2001:db8:122:3c0:0:221::",
        "2001:db8:122:344:c0:0:aa00:0, 2001:db8:122:344:c0:2:2100:0",
        "2001:db8:122:344::192.0.0.170, 2001:db8:122:344::192.0.2.33",
        "64:ff9b::192.0.0.171, 64:ff9b::192.0.2.33",
    })
    void prefixOfEachLength_isFoundAndUsed(String answer, String translated) {
        assertThat(translated("192.0.2.33", answer)).contains(address(translated));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "2001:db8:c000:aa::c000:aa", "192.0.0.170"})
    void answerThatShowsNoOnePrefix_isOfNoUse(String answer) {
        assertThat(translated("192.0.2.33", answer)).isEmpty();
    }

    @Test
    void severalAnswers_giveTheFirstPrefix() {
        assertThat(translated("192.0.2.33", "192.0.0.170", "64:ff9b::192.0.0.170", "2001:db8:1::192.0.0.170"))
                .contains(address("64:ff9b::192.0.2.33"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.1.1", "127.0.0.1"})
    void localAddress_isNotTranslated(String literal) {
        assertThat(translated(literal, "64:ff9b::192.0.0.170")).isEmpty();
    }

    private static Optional<InetAddress> translated(String literal, String... answers) {
        FakeHost host = new FakeHost().knowing("ipv4only.arpa", answers);
        return Nat64.translated((Inet4Address) address(literal), host);
    }
}
