// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0DB8:1:0:0:0:0:0, 2001:db8:1::",
        "0:0:1:1:1:1:1:FFFF, ::1:1:1:1:1:ffff",
        "fe80:0:0:0:0:0:0:1%7, fe80::1%7",
        "192.0.2.1, 192.0.2.1",
    })
    void address_isInItsOneForm(String given, String text) throws UnknownHostException {
        assertThat(CanonicalAddress.of(InetAddress.getByName(given))).isEqualTo(text);
    }
}
