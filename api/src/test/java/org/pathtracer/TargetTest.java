// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.address.CanonicalAddress;

class TargetTest {
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private static List<String> hosts(String block) {
        return ((Target.Block) Target.of(block))
                .addresses().stream().map(CanonicalAddress::of).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "1.example.com", "b\u00fccher.example", "localhost", "example.com."})
    void name_isKeptAsGiven(String text) {
        Target target = Target.of(text);
        assertThat(target).isInstanceOf(Target.Name.class).hasToString(text);
        assertThat(((Target.Name) target).name()).isEqualTo(text);
        assertThat(target.hostCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.7",
                "255.0.0.1",
                "2001:db8::7",
                "2001:DB8:0::7",
                "[2001:db8::7]",
                "::1",
                "::ffff:192.0.2.7",
                "fe80::7%eth0"
            })
    void address_keepsItsText(String text) {
        Target target = Target.of(text);
        assertThat(target).isInstanceOf(Target.Address.class).hasToString(text);
        assertThat(target.hostCount()).isEqualTo(1);
    }

    @Test
    void addressWrittenInAnotherWay_isEqual() {
        assertThat(Target.of("[2001:DB8:0::7]"))
                .isEqualTo(Target.of("2001:db8::7"))
                .hasSameHashCodeAs(Target.of("2001:db8::7"))
                .isEqualTo(Target.of(address("2001:db8::7")))
                .isNotEqualTo(Target.of("2001:db8::8"));
        assertThat(Target.of(address("2001:db8::7"))).hasToString("2001:db8::7");
    }

    @Test
    void zone_isAPartOfTheAddress_andNotLookedUp() {
        Target.Address target = (Target.Address) Target.of("fe80::7%nosuch0");
        assertThat(target.zone()).contains("nosuch0");
        assertThat(target.address()).isEqualTo(address("fe80::7"));
        assertThat(((Target.Address) Target.of("[fe80::7%nosuch0]")).zone()).contains("nosuch0");
        assertThat(target).isNotEqualTo(Target.of("fe80::7")).isNotEqualTo(Target.of("fe80::7%other0"));
        assertThat(((Target.Address) Target.of("fe80::7")).zone()).isEmpty();
    }

    @Test
    void scopeOfAnAddress_isItsZone() throws UnknownHostException {
        int scope = 4711;
        InetAddress scoped = Inet6Address.getByAddress(null, address("fe80::7").getAddress(), scope);
        Target.Address target = (Target.Address) Target.of(scoped);
        assertThat(target.zone()).contains("4711");
        assertThat(target).isEqualTo(Target.of("fe80::7%4711")).hasToString("fe80::7%4711");
        assertThat(((Inet6Address) target.address()).getScopeId()).isZero();
    }

    @Test
    void block_hasTheAddressesOfItsHosts() {
        assertThat(hosts("192.0.2.0/29"))
                .containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6");
        assertThat(hosts("192.0.2.77/30")).containsExactly("192.0.2.77", "192.0.2.78");
        assertThat(hosts("192.0.2.4/31")).containsExactly("192.0.2.4", "192.0.2.5");
        assertThat(hosts("192.0.2.4/32")).containsExactly("192.0.2.4");
        assertThat(hosts("2001:db8::/126")).containsExactly("2001:db8::1", "2001:db8::2", "2001:db8::3");
        assertThat(hosts("2001:db8::5/128")).containsExactly("2001:db8::5");
        assertThat(Target.of("192.0.2.77/30")).hasToString("192.0.2.77/30");
    }

    @Test
    void largeBlock_hasEachHostOnce() {
        List<InetAddress> hosts = ((Target.Block) Target.of("10.98.0.0/16")).addresses();
        assertThat(hosts).hasSize(65_534).doesNotHaveDuplicates();
        assertThat(hosts.get(0)).isEqualTo(address("10.98.0.1"));
        assertThat(hosts.get(65_533)).isEqualTo(address("10.98.255.254"));
        assertThatThrownBy(() -> hosts.get(65_534)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Target.of("10.98.0.0/16").hostCount()).isEqualTo(65_534);
    }

    @Test
    void blocksOfTheSameAddresses_areEqual() {
        assertThat(Target.of("192.0.2.77/30"))
                .isEqualTo(Target.of("192.0.2.76/30"))
                .hasSameHashCodeAs(Target.of("192.0.2.76/30"))
                .isNotEqualTo(Target.of("192.0.2.76/31"))
                .isNotEqualTo(Target.of("192.0.2.80/30"));
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.1, a multicast address",
        "0.0.0.0, the unspecified address",
        "255.255.255.255, the broadcast address",
        "ff02::1, a multicast address"
    })
    void addressOfNoHost_isRefused(String text, String kind) {
        assertThatThrownBy(() -> Target.of(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("target " + text + " is " + kind + ", and not the address of a host");
        assertThatThrownBy(() -> Target.of(address(text)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("target " + text + " is " + kind + ", and not the address of a host");
    }

    static List<Function<Target, Object>> requestsOfOneHost() {
        return List.of(TraceRequest::to, MultipathRequest::to, PathMtuRequest::to);
    }

    @ParameterizedTest
    @MethodSource("requestsOfOneHost")
    void block_isRefusedWhereOneHostIsProbed(Function<Target, Object> request) {
        assertThatThrownBy(() -> request.apply(Target.of("192.0.2.0/30")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("target 192.0.2.0/30 is a block of addresses, but must be one host");
    }

    @Test
    void request_hasTheTargetItWasMadeFor() {
        Target target = Target.of(address("192.0.2.7"));
        assertThat(TraceRequest.to(target).build().target()).isSameAs(target);
        assertThat(MultipathRequest.to(target).build().target()).isSameAs(target);
        assertThat(PathMtuRequest.to(target).build().targets()).containsExactly(target);
        assertThat(PingRequest.to(target).build().target()).isSameAs(target);
        assertThat(MonitorRequest.to(target).build().target()).isSameAs(target);
        assertThat(TraceRequest.to("192.0.2.7").build().target()).isEqualTo(target);
    }
}
