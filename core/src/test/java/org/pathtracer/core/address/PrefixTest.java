// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prefixes, the longest of many, and scopes. */
class PrefixTest {
    private static InetAddress address(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77/24, /192.0.2.0/24",
        "192.0.2.77, /192.0.2.77/32",
        "0.0.0.0/0, /0.0.0.0/0",
        "255.255.255.255/1, /128.0.0.0/1",
        "2001:db8:ffff::1/33, /2001:db8:8000::/33",
        "2001:db8::1:2:3:4/127, /2001:db8::1:2:3:4/127",
        "::/0, /::/0",
    })
    void prefix_isReadAndCut(String text, String expected) {
        assertThat("/" + Prefix.parse(text).toApi()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "x",
                "192.0.2.1/33",
                "::/129",
                "1.2.3",
                "1.2.3.4/",
                "1.2.3.4/-1",
                "dns.test/8",
                "fe80::1%eth0/64",
                "1.2.3.4/8/8",
                "256.1.1.1/8"
            })
    void textThatIsNoPrefix_isRefused(String text) {
        assertThatThrownBy(() -> Prefix.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a prefix like 192.0.2.0/24");
    }

    @Test
    void contains_asksForTheFamilyToo() throws Exception {
        assertThat(Prefix.parse("0.0.0.0/0").contains(address("::1"))).isFalse();
        assertThat(Prefix.parse("::/0").contains(address("1.2.3.4"))).isFalse();
        assertThat(Prefix.parse("10.0.0.0/8").contains(address("10.255.0.1"))).isTrue();
        assertThat(Prefix.parse("10.0.0.0/8").contains(address("11.0.0.0"))).isFalse();
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;
        InetAddress ipv6 = Inet6Address.getByAddress(null, mapped, -1);
        assertThat(ipv6).isInstanceOf(Inet6Address.class);
        assertThat(Prefix.parse("10.0.0.0/8").contains(ipv6)).isTrue();
    }

    @Test
    void longestPrefix_isFoundAmongMany() throws Exception {
        Random random = new Random(20_261_121);
        Map<Prefix, Integer> all = new HashMap<>();
        PrefixMap<Integer> map = new PrefixMap<>(new HashMap<>());
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            bytes[0] = (byte) (1 + random.nextInt(2));
            Prefix prefix = Prefix.of(InetAddress.getByAddress(bytes), random.nextInt(bytes.length * 2));
            all.put(prefix, i);
            map.put(prefix, i);
        }
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            bytes[0] = (byte) (1 + random.nextInt(3));
            InetAddress address = InetAddress.getByAddress(bytes);
            assertThat(map.get(Prefix.of(address)))
                    .isEqualTo(all.entrySet().stream()
                            .filter(entry -> entry.getKey().contains(address))
                            .max(java.util.Comparator.comparingInt(
                                    entry -> entry.getKey().length()))
                            .map(Map.Entry::getValue));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.0.1, PRIVATE",
        "172.32.0.0, GLOBAL",
        "100.64.0.0, CGNAT",
        "100.127.255.255, CGNAT",
        "100.128.0.0, GLOBAL",
        "169.254.1.1, LINK_LOCAL",
        "127.0.0.1, LOOPBACK",
        "127.255.0.1, LOOPBACK",
        "0.0.0.0, UNSPECIFIED",
        "224.0.0.1, MULTICAST",
        "8.8.8.8, GLOBAL",
        "192.0.2.1, GLOBAL",
        "fe80::1, LINK_LOCAL",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        "::1, LOOPBACK",
        "::, UNSPECIFIED",
        "ff02::1, MULTICAST",
        "2001:db8::1, GLOBAL",
        "2606:4700::1, GLOBAL",
    })
    void scope_isThatOfTheRegistry(String text, AddressScope scope) throws Exception {
        assertThat(AddressScope.of(address(text))).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "169.254.1.1",
                "127.0.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "198.18.0.1",
                "198.19.255.255",
                "192.0.0.8",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd00::1",
                "ff02::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "fec0::1"
            })
    void addressesUnknownOutside_areNotAskedAbout(String text) throws Exception {
        assertThat(AddressScope.knownOutside(address(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00::1"})
    void publicAddresses_mayBeAskedAbout(String text) throws Exception {
        assertThat(AddressScope.knownOutside(address(text))).isTrue();
    }
}
