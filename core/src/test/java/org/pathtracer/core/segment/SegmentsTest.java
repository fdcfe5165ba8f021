// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.enrich.Segment;

/** The rules, by paths written as "address/ASN address * ...". */
class SegmentsTest {
    private static final String TARGET = "93.184.216.34/15133";
    private static final long CLIENT = 64501;

    private static InetAddress address(String text) {
        try {
            // Java makes IPv4 addresses of mapped ones; here they shall stay as they are.
            return text.startsWith("::ffff:") ? mapped(text.substring(7)) : InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress mapped(String ipv4) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(InetAddress.getByName(ipv4).getAddress(), 0, bytes, 12, 4);
        return java.net.Inet6Address.getByAddress(null, bytes, -1);
    }

    private static HopView hop(String text) {
        if (text.equals("*")) {
            return HopView.SILENT;
        }
        String[] parts = text.split("/");
        List<Long> asns = Arrays.stream(parts).skip(1).map(Long::valueOf).toList();
        return new HopView(Optional.of(address(parts[0])), asns);
    }

    private static List<HopView> path(String text) {
        return Arrays.stream(text.split(" ")).map(SegmentsTest::hop).toList();
    }

    private static Surroundings to(String target) {
        HopView end = hop(target);
        return new Surroundings(
                end.address().orElseThrow(), end.asns(), List.of(CLIENT), Optional.empty(), Optional.empty());
    }

    private static Surroundings from(String source, String target) {
        Surroundings ends = to(target);
        return new Surroundings(
                ends.destination(),
                ends.destinationAsns(),
                ends.clientAsns(),
                Optional.of(address(source)),
                Optional.empty());
    }

    private static Surroundings throughVpn(String target, String... own) {
        Surroundings ends = to(target);
        return new Surroundings(
                ends.destination(),
                ends.destinationAsns(),
                ends.clientAsns(),
                Optional.empty(),
                Optional.of(Set.of(Arrays.stream(own).map(SegmentsTest::address).toArray(InetAddress[]::new))));
    }

    private static String segments(String path, Surroundings surroundings) {
        return String.join(
                " ",
                Segments.of(path(path), surroundings).stream()
                        .map(placement -> placement.segment().name())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.168.1.1 100.64.0.5 203.0.113.10/64500 * 93.184.216.34/15133"
                        + " | LAN ISP TRANSIT UNKNOWN DESTINATION",
                "fc00::1 fe80::1%1 ::1 ::ffff:192.168.1.20 | LAN LAN LAN LAN",
                "::ffff:100.64.0.1 ::ffff:8.8.8.8 | ISP TRANSIT",
                "10.0.0.1 172.16.0.1 192.168.255.1 169.254.0.1 | LAN LAN LAN LAN",
                // A provider's routers may have private addresses, behind the first public one.
                "192.168.1.1 203.0.113.1/64501 10.1.1.1 8.8.8.8/15169 | LAN ISP ISP TRANSIT",
                "8.8.8.8 10.0.0.1 | TRANSIT ISP",
                "172.15.255.255 172.32.0.0 100.63.255.255 100.128.0.0 | TRANSIT TRANSIT TRANSIT TRANSIT",
                "100.64.0.0 100.127.255.255 10.0.0.1 | ISP ISP LAN",
                // Of a network that several announce, one is enough.
                "8.8.8.8/1/64501/2 1.1.1.1/3/15133 9.9.9.9/1/2 | ISP DESTINATION TRANSIT",
                "8.8.8.8 | TRANSIT",
                "8.8.8.8/15133 93.184.216.34 | DESTINATION DESTINATION",
                "::ffff:93.184.216.34 | DESTINATION",
                "224.0.0.1 0.0.0.0 | UNKNOWN UNKNOWN",
            })
    void everyHop_isInItsSegment(String path, String expected) {
        assertThat(segments(path, to(TARGET))).isEqualTo(expected);
    }

    @Test
    void clientsNetwork_comesBeforeTheTargets() {
        assertThat(segments("8.8.8.8/64501", to("9.9.9.9/64501"))).isEqualTo("ISP");
    }

    @Test
    void destination_isKnownWhateverItsAddress() {
        assertThat(segments("10.0.0.1 10.0.0.2", to("10.0.0.2"))).isEqualTo("LAN DESTINATION");
        assertThat(segments("fe80::1%1", to("fe80::1"))).isEqualTo("DESTINATION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8.8.8.8/1 * 9.9.9.9/1 | TRANSIT TRANSIT TRANSIT | 1",
                "8.8.8.8/1 * * * 9.9.9.9/1 | TRANSIT TRANSIT TRANSIT TRANSIT TRANSIT | 1",
                "8.8.8.8/1 * 9.9.9.9/2 | TRANSIT TRANSIT TRANSIT | ",
                "8.8.8.8 * 9.9.9.9 | TRANSIT TRANSIT TRANSIT | ",
                "10.0.0.1 * 10.0.0.2 | LAN LAN LAN | ",
                "10.0.0.1 * 8.8.8.8/1 | LAN UNKNOWN TRANSIT | ",
                "8.8.8.8/1 * | TRANSIT UNKNOWN | ",
                "224.0.0.1 * 224.0.0.1 | UNKNOWN UNKNOWN UNKNOWN | ",
            })
    void silentHops_areFilledFromTheirNeighbours(String path, String segments, String asn) {
        List<Placement> placements = Segments.of(path(path), to(TARGET));
        assertThat(segments(path, to(TARGET))).isEqualTo(segments);
        assertThat(placements.get(1).asns()).isEqualTo(asn == null ? List.of() : List.of(Long.valueOf(asn)));
    }

    @Test
    void leadingSilentHops_stayUnknown() {
        assertThat(segments("* * 8.8.8.8", to(TARGET))).isEqualTo("UNKNOWN UNKNOWN TRANSIT");
        assertThat(segments("* *", to(TARGET))).isEqualTo("UNKNOWN UNKNOWN");
        assertThat(Segments.of(List.of(), to(TARGET))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100.64.0.1 8.8.8.8/7 9.9.9.9/8 1.0.0.1/64501 | ISP ISP ISP ISP",
                "100.64.0.1 224.0.0.1 1.0.0.1/64501 | ISP ISP ISP",
                "1.1.1.1/15133 8.8.8.8/7 93.184.216.34 | DESTINATION DESTINATION DESTINATION",
                "10.0.0.1 224.0.0.1 10.0.0.2 | LAN UNKNOWN LAN",
                "10.0.0.1 8.8.8.8/7 1.0.0.1/64501 | LAN TRANSIT ISP",
                "100.64.0.1 * 8.8.8.8/7 1.0.0.1/64501 | ISP ISP ISP ISP",
                // Both would hold; the provider is nearer.
                "1.1.1.1/15133 100.64.0.1 8.8.8.8 100.64.0.2 93.184.216.34 | DESTINATION ISP ISP ISP DESTINATION",
            })
    void hopsBetweenTwoOfOneNetwork_areInIt(String path, String expected) {
        assertThat(segments(path, to(TARGET))).isEqualTo(expected);
    }

    @Test
    void vpnTrace_hasItsOwnRules() {
        Surroundings vpn = throughVpn(TARGET, "10.8.0.2", "8.8.4.4");
        assertThat(segments("10.8.0.2 10.8.0.1 100.64.0.1 8.8.8.8/64501 1.1.1.1/15133 93.184.216.34", vpn))
                .isEqualTo("VPN VPN VPN TRANSIT DESTINATION DESTINATION");
        assertThat(segments("8.8.4.4 * 10.0.0.1", vpn)).isEqualTo("VPN VPN VPN");
        assertThat(segments("10.8.0.1 8.8.8.8/64501 10.9.9.9 1.1.1.1/64502 93.184.216.34", vpn))
                .as("a private hop between transit hops is not in the tunnel, which was left")
                .isEqualTo("VPN TRANSIT TRANSIT TRANSIT DESTINATION");
        assertThat(segments("10.8.0.1 8.8.8.8/64501 10.9.9.9 93.184.216.34", vpn))
                .isEqualTo("VPN TRANSIT UNKNOWN DESTINATION");
        assertThat(segments("::ffff:10.8.0.2", vpn)).isEqualTo("VPN");
        assertThat(segments("fe80::1", vpn)).isEqualTo("VPN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"})
    void sourcesOwnSubnet_isLocal(String neighbour) {
        Surroundings ends = from("2001:db8:1:2::abcd", TARGET);
        assertThat(segments(neighbour + " fe80::1 2001:db8:1:3::1", ends)).isEqualTo("LAN LAN TRANSIT");
        assertThat(segments(neighbour, to(TARGET))).isEqualTo("TRANSIT");
    }

    @Test
    void ipv4Source_makesNoSubnetOfItsNeighbours() {
        assertThat(segments("8.8.8.9", from("8.8.8.8", TARGET))).isEqualTo("TRANSIT");
    }

    @Test
    void placements_areAsManyAsHops() {
        for (String path : List.of("*", "8.8.8.8", "10.0.0.1 * *", "* 8.8.8.8 * * 9.9.9.9 *")) {
            assertThat(Segments.of(path(path), to(TARGET))).hasSize(path(path).size());
        }
        assertThat(Segments.of(path("8.8.8.8"), Surroundings.of(address("9.9.9.9")))
                        .get(0)
                        .segment())
                .isEqualTo(Segment.TRANSIT);
    }
}
