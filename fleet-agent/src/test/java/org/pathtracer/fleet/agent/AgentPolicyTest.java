// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.spi.HostNames;

class AgentPolicyTest {
    private static InetAddress address(String text) {
        return CanonicalAddress.read(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:a00:1::1"
            })
    void specialAddress_isRefusedByDefault_andAllowedByAPrefix(String text) {
        assertThat(AgentPolicy.builder().build().refusal(address(text))).isPresent();
        assertThat(AgentPolicy.builder()
                        .allow("0.0.0.0/0")
                        .allow("::/0")
                        .build()
                        .refusal(address(text)))
                .isPresent();
        assertThat(AgentPolicy.builder().allow(text).build().refusal(address(text)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"203.0.113.80", "9.255.255.255", "11.0.0.0", "172.32.0.0", "2001:db8::1", "64:ff9b::cb00:7150"})
    void publicAddress_isAllowedByDefault(String text) {
        assertThat(AgentPolicy.builder().build().refusal(address(text))).isEmpty();
    }

    @Test
    void denied_winsOverAllowed() {
        AgentPolicy policy =
                AgentPolicy.builder().allow("10.0.0.0/8").deny("10.1.0.0/16").build();
        assertThat(policy.refusal(address("10.0.255.255"))).isEmpty();
        assertThat(policy.refusal(address("10.1.0.0"))).isPresent();
        assertThat(policy.refusal(address("10.2.255.255"))).isEmpty();
        assertThat(policy.refusal(address("203.0.113.1"))).isPresent();
        assertThat(AgentPolicy.builder().deny("203.0.113.0/24").build().refusal(address("64:ff9b::cb00:7150")))
                .isPresent();
    }

    @Test
    void names_areAllowedAndDeniedByPattern() {
        AgentPolicy policy = AgentPolicy.builder()
                .allowName("*.shop.example")
                .denyName("db.shop.example")
                .build();
        assertThat(policy.nameRefusal("www.Shop.example.")).isEmpty();
        assertThat(policy.nameRefusal("DB.shop.example")).isPresent();
        assertThat(policy.nameRefusal("other.example")).isPresent();
        assertThat(policy.nameRefusal("shop.example")).isPresent();
    }

    @Test
    void operations_areRefused() {
        AgentPolicy policy = AgentPolicy.builder()
                .operations(Set.of(AgentPolicy.Operation.PING))
                .build();
        assertThat(policy.refusal("ping")).isEmpty();
        assertThat(policy.refusal("trace").orElseThrow()).contains("ping only", "no trace");
        assertThat(policy.refusal("unknown")).isPresent();
    }

    /** A name that changes between the check and the probes would get around the policy. */
    @Test
    void whatIsProbed_isTheAddressThatWasChecked() throws Exception {
        HostNames changing = new HostNames() {
            private int asked;

            @Override
            public List<InetAddress> addresses(String name) {
                return List.of(address(asked++ == 0 ? "203.0.113.80" : "127.0.0.1"));
            }

            @Override
            public Optional<String> name(InetAddress of) {
                return Optional.empty();
            }
        };
        TargetCheck check =
                new TargetCheck(AgentPolicy.builder().build(), changing, () -> Set.of(address("198.51.100.1")));
        assertThat(check.addresses(List.of("rebinding.example"), AddressFamily.ANY))
                .containsExactly("203.0.113.80");
        assertThatThrownBy(() -> check.addresses(List.of("rebinding.example"), AddressFamily.ANY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("127.0.0.1 is loopback");
        assertThatThrownBy(() -> check.addresses(List.of("198.51.100.1"), AddressFamily.ANY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is a hub");
        assertThatThrownBy(() -> check.addresses(List.of("fe80::1%eth0"), AddressFamily.ANY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("zone");
    }

    @Test
    void badLimits_areSentences() {
        for (String prefix : List.of("10.0.0.0/33", "10.0.0.0/", "example", "::/129", "10.0.0.0/-1")) {
            assertThatThrownBy(() -> AgentPolicy.builder().allow(prefix))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("neither an address nor a prefix");
        }
        assertThatThrownBy(() -> AgentPolicy.builder().packetsPerSecond(0)).hasMessageContaining("between 1 and");
        assertThatThrownBy(() -> AgentPolicy.builder().maxConcurrent(0)).hasMessageContaining("between 1 and");
        assertThatThrownBy(() -> AgentPolicy.builder().operations(Set.of())).hasMessageContaining("name one");
        assertThatThrownBy(() -> AgentPolicy.builder().denyName("a*b")).hasMessageContaining("neither a host name");
    }
}
