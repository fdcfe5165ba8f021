// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.core.FakeHost.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.UnknownTargetException;

class TargetResolverTest {
    @Test
    void literals_areTakenAsTheyAre() {
        assertThat(resolve("192.0.2.1", AddressFamily.ANY).getHostAddress()).isEqualTo("192.0.2.1");
        assertThat(resolve("2001:db8::1", AddressFamily.IPV6).getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void literalOfOtherFamily_isRefusedWithWhatItIs() {
        assertThatThrownBy(() -> resolve("192.0.2.1", AddressFamily.IPV6))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage("192.0.2.1 has no IPv6 address (it has 192.0.2.1)");
        assertThatThrownBy(() -> resolve("fd03::2", AddressFamily.IPV4))
                .hasMessage("fd03::2 has no IPv4 address (it has fd03::2)");
        assertThatThrownBy(() -> resolve("2001:db8::1", AddressFamily.IPV4))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessageContaining("has no IPv4 address");
    }

    @Test
    void unknownHost_isNamedWithTheCause() {
        // RFC 6761 section 6.4: this name never exists.
        assertThatThrownBy(() -> resolve("pathtracer.invalid", AddressFamily.ANY))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage("pathtracer.invalid is not known to the system's resolver")
                .hasCauseInstanceOf(java.net.UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:2", "2001:db8::g", ":::", "example.com:80"})
    void brokenLiteral_isNoValidAddress(String target) {
        assertThatThrownBy(() -> resolve(target, AddressFamily.ANY))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("target " + target + " is neither a host name nor an address");
    }

    @Test
    void localhost_isFound() {
        assertThat(resolve("localhost", AddressFamily.ANY).isLoopbackAddress()).isTrue();
    }

    @Test
    void nameWithBothFamilies_isProbedWhereThisHostHasAnAddress() {
        FakeHost names = new FakeHost().knowing("both.example", "192.0.2.1", "2001:db8::1");
        assertThat(resolve(names.with("10.0.0.2"), TraceRequest.to("both.example")))
                .isEqualTo(address("192.0.2.1"));
        assertThat(resolve(names.with("2001:db8:1::2"), TraceRequest.to("both.example")))
                .isEqualTo(address("2001:db8::1"));
        assertThat(resolve(names, TraceRequest.to("both.example").family(AddressFamily.IPV4)))
                .isEqualTo(address("192.0.2.1"));
    }

    @Test
    void otherOptions_choosePossibleFamily() {
        FakeHost host = new FakeHost()
                .knowing("both.example", "2001:db8::1", "192.0.2.1")
                .with("10.0.0.2", "2001:db8:1::2");
        TraceRequest.Builder plain = TraceRequest.to("both.example");
        assertThat(resolve(host, plain)).isEqualTo(address("2001:db8::1"));
        assertThat(resolve(host, plain.flowMethod(FlowMethod.DUBLIN))).isEqualTo(address("192.0.2.1"));
        assertThat(resolve(host, plain.flowMethod(FlowMethod.PARIS).source(address("10.0.0.2"))))
                .isEqualTo(address("192.0.2.1"));
        assertThat(resolve(
                        new FakeHost().knowing("both.example", "192.0.2.1", "2001:db8::1"),
                        TraceRequest.to("both.example").flowLabel(7)))
                .isEqualTo(address("2001:db8::1"));
    }

    @Test
    void ipv4LiteralWithoutIpv4_goesThroughTheTranslator() {
        FakeHost host =
                new FakeHost().knowing("ipv4only.arpa", "64:ff9b::192.0.0.170").with("2001:db8:1::2");
        assertThat(resolve(host, TraceRequest.to("198.51.100.7"))).isEqualTo(address("64:ff9b::198.51.100.7"));
        assertThat(resolve(host, TraceRequest.to("198.51.100.7").family(AddressFamily.IPV6)))
                .isEqualTo(address("64:ff9b::198.51.100.7"));
        assertThat(resolve(host, TraceRequest.to("198.51.100.7").family(AddressFamily.IPV4)))
                .isEqualTo(address("198.51.100.7"));
        assertThat(resolver(host, TraceRequest.to("198.51.100.7")).isImmediate(Target.of("198.51.100.7")))
                .isFalse();
        assertThat(resolver(host, TraceRequest.to("2001:db8::1")).isImmediate(Target.of("2001:db8::1")))
                .isTrue();
    }

    @Test
    void ipv4LiteralWithoutTranslator_staysAsItIs() {
        assertThat(resolve(new FakeHost().with("2001:db8:1::2"), TraceRequest.to("198.51.100.7")))
                .isEqualTo(address("198.51.100.7"));
    }

    @Test
    void hostWithIpv4_isNotAskedForATranslator() {
        FakeHost host =
                new FakeHost().knowing("ipv4only.arpa", "64:ff9b::192.0.0.170").with("10.0.0.2", "2001:db8:1::2");
        TargetResolver resolver = resolver(host, TraceRequest.to("t"));
        assertThat(resolver.isImmediate(Target.of("198.51.100.7"))).isTrue();
        for (int i = 1; i < 200; i++) {
            assertThat(resolver.resolve(Target.of("198.51.100." + i))).isEqualTo(address("198.51.100." + i));
        }
        assertThat(host.asked).isEmpty();
        assertThat(host.routesAsked).isEqualTo(1);
    }

    @Test
    void linkLocalAddress_needsItsLink() throws SocketException {
        NetworkInterface link = NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        assertThatThrownBy(() -> resolve("fe80::1", AddressFamily.ANY))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("fe80::1 is an address of one link only: say which, as in fe80::1%eth0");
        TraceRequest.Builder onLink = TraceRequest.to("fe80::1").networkInterface(link.getName());
        assertThat(((Inet6Address) resolve(Host.SYSTEM, onLink)).getScopeId()).isEqualTo(link.getIndex());
        assertThat(((Inet6Address) resolve("fe80::1%" + link.getIndex(), AddressFamily.IPV6)).getScopeId())
                .isEqualTo(link.getIndex());
    }

    @Test
    void unknownZone_listsTheKnown() {
        assertThatThrownBy(() -> resolve("fe80::1%nosuch0", AddressFamily.ANY))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("there is no network interface \"nosuch0\"; there are: ");
    }

    private static InetAddress resolve(String target, AddressFamily family) {
        return resolve(Host.SYSTEM, TraceRequest.to(target).family(family));
    }

    private static InetAddress resolve(Host host, TraceRequest.Builder request) {
        return resolver(host, request).resolve(request.build().target());
    }

    private static TargetResolver resolver(Host host, TraceRequest.Builder request) {
        return new TargetResolver(host, request.build().probe());
    }
}
