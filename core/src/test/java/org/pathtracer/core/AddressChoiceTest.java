// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.FakeHost.address;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice among a target's addresses, by RFC 6724. */
class AddressChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "'10.0.0.2 2001:db8:1::2', '192.0.2.1 2001:db8::1', 2001:db8::1",
        "'10.0.0.2', '2001:db8::1 192.0.2.1', 192.0.2.1",
        "'2001:db8:1::2', '192.0.2.1 2001:db8::1', 2001:db8::1",
        // A link-local or unique-local source can't reach the world: scope and label don't fit
        "'10.0.0.2 fe80::2', '2001:db8::1 192.0.2.1', 192.0.2.1",
        "'10.0.0.2 fd00::2', '2001:db8::1 192.0.2.1', 192.0.2.1",
        "'10.0.0.2 fd00::2', '192.0.2.1 fd00::1', 192.0.2.1",
        // A tunnel's address comes after IPv4, RFC 6724 section 10.6
        "'10.0.0.2 2002:c000:204::2', '2001:db8::1 192.0.2.1', 192.0.2.1",
        "'10.0.0.2 2001:0:1::2', '2001:db8::1 192.0.2.1', 192.0.2.1",
        "'127.0.0.1 ::1', '127.0.0.1 ::1', ::1",
    })
    void familyWhoseSourceFits_isTaken(String own, String addresses, String best) {
        assertThat(best(own, addresses)).isEqualTo(address(best).getHostAddress());
    }

    @Test
    void equallyGoodAddresses_keepTheResolversOrder() {
        assertThat(best("10.0.0.2", "192.0.2.7 192.0.2.1")).isEqualTo("192.0.2.7");
        assertThat(best("2001:db8:1::2", "2001:db8::7 2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:7");
    }

    @Test
    void noRouteAtAll_stillGivesAnAddress() {
        assertThat(best("", "192.0.2.1 2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void singleAddress_needsNoRoute() {
        FakeHost host = new FakeHost();
        assertThat(AddressChoice.best(List.of(address("192.0.2.1")), host)).isEqualTo(address("192.0.2.1"));
        assertThat(host.routesAsked).isZero();
    }

    private static String best(String own, String addresses) {
        FakeHost host = new FakeHost();
        if (!own.isEmpty()) {
            host.with(own.split(" "));
        }
        return AddressChoice.best(
                        Arrays.stream(addresses.split(" "))
                                .map(FakeHost::address)
                                .toList(),
                        host)
                .getHostAddress();
    }
}
