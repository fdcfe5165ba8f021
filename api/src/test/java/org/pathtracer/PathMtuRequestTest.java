// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PathMtuRequestTest {
    @Test
    void nothingSaid_givesTheDocumentedDefaults() {
        PathMtuRequest request = PathMtuRequest.to("example.com").build();
        assertThat(request.target()).isEqualTo(Target.of("example.com"));
        assertThat(request.minSize(AddressFamily.IPV4)).isEqualTo(68);
        assertThat(request.minSize(AddressFamily.IPV6)).isEqualTo(1280);
        assertThat(request.maxSize()).isEqualTo(65_535);
        assertThat(request.queries()).isEqualTo(3);
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.deadline()).isEmpty();
        assertThat(request.probe().dontFragment()).isTrue();
        assertThat(request.probe().size()).hasValue(68);
        assertThat(request.probe().protocol()).isEqualTo(Protocol.ICMP);
    }

    @Test
    void bounds_areTakenAndRefusedBeyond() {
        PathMtuRequest.Builder builder = PathMtuRequest.to("h");
        PathMtuRequest request = builder.minSize(28).maxSize(65_535).queries(10).build();
        assertThat(request.minSize(AddressFamily.IPV4)).isEqualTo(28);
        assertThat(request.queries()).isEqualTo(10);
        assertThatThrownBy(() -> builder.minSize(27))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("smallest size is 27, but must be from 28 to 65535");
        assertThatThrownBy(() -> builder.maxSize(65_536))
                .hasMessage("largest size is 65536, but must be from 28 to 65535");
        assertThatThrownBy(() -> builder.queries(0)).hasMessage("queries per size is 0, but must be from 1 to 10");
        assertThatThrownBy(() -> builder.queries(11)).hasMessageContaining("from 1 to 10");
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageStartingWith("timeout is 0 s");
    }

    @Test
    void smallestBeyondLargest_isRefusedWithBoth() {
        assertThatThrownBy(
                        () -> PathMtuRequest.to("h").minSize(1400).maxSize(1300).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("smallest size 1400 is beyond largest size 1300");
        assertThat(PathMtuRequest.to("h").maxSize(50).build().minSize(AddressFamily.IPV6))
                .isEqualTo(50);
    }

    @Test
    void sizeTooSmallForIpv6_isRefused() {
        assertThatThrownBy(() -> PathMtuRequest.to("h")
                        .family(AddressFamily.IPV6)
                        .maxSize(40)
                        .build())
                .hasMessage("packet size for ICMP over IPv6 is 40, but must be from 48 to 65535");
    }

    @Test
    void optionsThatContradictTheSearch_areRefused() {
        PathMtuRequest.Builder builder = PathMtuRequest.to("h");
        assertThatThrownBy(() -> builder.protocol(Protocol.TCP).build())
                .hasMessage("TCP probes have the size of a SYN: choose ICMP or UDP to find a path MTU");
        assertThat(builder.protocol(Protocol.UDP).build().probe().protocol()).isEqualTo(Protocol.UDP);
    }
}
