// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TraceRequestTest {
    @Test
    void nothingSaid_givesTheDocumentedDefaults() {
        TraceRequest request = TraceRequest.to("example.com").build();
        ProbeOptions probe = request.probe();

        assertThat(request.target()).isEqualTo(Target.of("example.com"));
        assertThat(request.deadline()).isEmpty();
        assertThat(request.firstHop()).isEqualTo(1);
        assertThat(request.maxHops()).isEqualTo(30);
        assertThat(request.queries()).isEqualTo(3);
        assertThat(request.retries()).isZero();
        assertThat(request.gapLimit()).isEqualTo(10);
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.adaptiveTimeout()).isEqualTo(new AdaptiveTimeout(true, 3, 2, Duration.ofMillis(10)));
        assertThat(request.sequential()).isFalse();
        assertThat(probe.protocol()).isEqualTo(Protocol.ICMP);
        assertThat(probe.family()).isEqualTo(AddressFamily.ANY);
        assertThat(probe.size()).isEmpty();
        assertThat(probe.sizeFor(AddressFamily.IPV4)).isEqualTo(60);
        assertThat(probe.sizeFor(AddressFamily.IPV6)).isEqualTo(80);
        assertThat(probe.flow()).isZero();
        assertThat(probe.trafficClass()).isZero();
        assertThat(probe.dontFragment()).isFalse();
        assertThat(probe.networkInterface()).isEmpty();
        assertThat(probe.source()).isEmpty();
        assertThat(probe.transport()).isEqualTo("auto");
        assertThat(probe.rateLimit()).isEqualTo(new RateLimit(100, 100));
        assertThat(probe.maxConcurrency()).isEqualTo(256);
    }

    @Test
    void firstHopBeyondMaxHops_isRefusedWithBoth() {
        TraceRequest.Builder builder = TraceRequest.to("h").firstHop(9).maxHops(8);
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("first hop 9 is beyond max hops 8");
        assertThat(builder.maxHops(9).build().firstHop()).isEqualTo(9);
    }

    @Test
    void sourceOfOtherFamily_isRefusedInAnyOrderOfSetting() {
        InetAddress v4 = address("192.0.2.7");
        InetAddress v6 = address("2001:db8::7");
        assertThatThrownBy(() -> TraceRequest.to("h")
                        .source(v4)
                        .family(AddressFamily.IPV6)
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("source address 192.0.2.7 is not of the family IPv6");
        assertThatThrownBy(() -> TraceRequest.to("h")
                        .family(AddressFamily.IPV4)
                        .source(v6)
                        .build())
                .hasMessage("source address 2001:db8::7 is not of the family IPv4");
        assertThat(TraceRequest.to("h").source(v6).build().probe().source()).contains(v6);
    }

    @Test
    void sizeTooSmallForTcp_isRefused() {
        TraceRequest.Builder tcp = TraceRequest.to("h").protocol(Protocol.TCP);
        assertThatThrownBy(() -> tcp.size(39).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("packet size for TCP is 39, but must be from 40 to 65535");
        assertThat(tcp.size(40).build().probe().size()).hasValue(40);
        assertThatThrownBy(() -> tcp.family(AddressFamily.IPV6).size(59).build())
                .hasMessage("packet size for TCP over IPv6 is 59, but must be from 60 to 65535");
        assertThat(tcp.size(60).build().probe().size()).hasValue(60);
    }

    @Test
    void sizeTooSmallForIpv6_isRefusedOnceTheFamilyIsKnown() {
        assertThatThrownBy(() ->
                        TraceRequest.to("h").size(47).family(AddressFamily.IPV6).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("packet size for ICMP over IPv6 is 47, but must be from 48 to 65535");
        assertThat(TraceRequest.to("h")
                        .size(48)
                        .family(AddressFamily.IPV6)
                        .build()
                        .probe()
                        .size())
                .hasValue(48);
        assertThat(TraceRequest.to("h").size(28).build().probe().size()).hasValue(28);
    }

    @Test
    void flowOptionsOfTheOtherFamily_areRefused() {
        assertThatThrownBy(() -> TraceRequest.to("h")
                        .flowMethod(FlowMethod.DUBLIN)
                        .family(AddressFamily.IPV6)
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("IPv6 has no identification");
        assertThatThrownBy(() -> TraceRequest.to("h")
                        .flowLabel(5)
                        .family(AddressFamily.IPV4)
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("IPv4 has no flow label");
        assertThatThrownBy(() -> TraceRequest.to("h").port(80).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("ICMP probes have no ports");
    }

    @Test
    void builderUsedAgain_leavesEarlierRequestAlone() {
        TraceRequest.Builder builder = TraceRequest.to("h").queries(2);
        TraceRequest first = builder.build();
        TraceRequest second = builder.queries(5).flow(7).build();
        assertThat(first.queries()).isEqualTo(2);
        assertThat(first.probe().flow()).isZero();
        assertThat(second.queries()).isEqualTo(5);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
