// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;

/** A target with several addresses, which answers from another one than was asked. */
@InLab(tools = "nft")
class OtherAddressIT {
    static Stream<Arguments> everyWay() {
        return Stream.of(Transport.values())
                .flatMap(transport -> Stream.of(Family.values()).map(family -> Arguments.of(transport, family)));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void echoReplies_countAndShowWhereTheyCameFrom(Transport transport, Family family) throws Exception {
        boolean v6 = family == Family.V6;
        InetAddress other = InetAddress.getByName(v6 ? "2001:db8:77::7" : "198.51.100.7");
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            lab.nft(
                    Lab.TARGET,
                    "add table inet other\nadd chain inet other out { type filter hook output priority 0; }\n"
                            + "add rule inet other out "
                            + (v6 ? "icmpv6 type echo-reply ip6" : "icmp type echo-reply ip")
                            + " saddr set " + other.getHostAddress());
            TraceResult trace = tracer.trace(Traces.to(lab, family, transport).build());
            assertThat(trace.reached()).isTrue();
            assertThat(trace.hops()).hasSize(3);
            assertThat(trace.hops().get(2).received()).isEqualTo(3);
            assertThat(trace.hops().get(2).address()).contains(other);
            PingResult ping = tracer.ping(PingRequest.to(lab.target(family).getHostAddress())
                    .transport(transport.kind)
                    .count(2)
                    .interval(Duration.ofMillis(20))
                    .build());
            assertThat(ping.statistics().lossRatio()).isZero();
        }
    }
}
