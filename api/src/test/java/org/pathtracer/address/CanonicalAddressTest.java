// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "fe80:0:0:0:0:0:0:1%987654, fe80::1%987654",
        "192.0.2.1, 192.0.2.1",
    })
    void address_isInItsOneForm(String given, String text) throws UnknownHostException {
        assertThat(CanonicalAddress.of(InetAddress.getByName(given))).isEqualTo(text);
    }

    @Test
    void mappedAddress_isOfIpv6() throws UnknownHostException {
        byte[] bytes = InetAddress.getByName("::1:2").getAddress();
        bytes[10] = -1;
        bytes[11] = -1;
        bytes[12] = (byte) 192;
        bytes[13] = 1;
        bytes[14] = 0;
        bytes[15] = 2;
        assertThat(CanonicalAddress.of(Inet6Address.getByAddress(null, bytes, -1)))
                .isEqualTo("::ffff:192.1.0.2");
    }

    @Test
    void zoneOfALinkThatIsThere_hasItsName() throws Exception {
        NetworkInterface link = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
        assertThat(CanonicalAddress.of(Inet6Address.getByAddress(null, bytes, link.getIndex())))
                .isEqualTo("fe80::1%" + link.getName());
        assertThat(CanonicalAddress.of(Inet6Address.getByAddress(null, bytes, 987_654)))
                .isEqualTo("fe80::1%987654");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "2001:db8::1",
                "::ffff:192.0.2.1",
                "fe80::1",
                "fe80::1%link-of-another-host",
                "fe80::1%7",
                "fe80::1%a/b %c\u0000"
            })
    void textThatIsRead_isWrittenAgain(String text) {
        assertThat(CanonicalAddress.read(text).map(CanonicalAddress::of)).contains(text);
    }

    @Test
    void zoneThatIsRead_belongsToNoOtherAddress() throws UnknownHostException {
        assertThat(CanonicalAddress.read("fe80::1%x")).contains(InetAddress.getByName("fe80::1"));
        // A host may be called anything.
        byte[] bytes = InetAddress.getByName("2001:db8::1").getAddress();
        assertThat(CanonicalAddress.of(InetAddress.getByAddress("fe80::2%x", bytes)))
                .isEqualTo("2001:db8::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "%x", "a.example", "1.2.3", "fe80::1%", "192.0.2.1%x"})
    void textOfNoAddress_isNotRead(String text) {
        assertThat(CanonicalAddress.read(text)).isEmpty();
    }
}
