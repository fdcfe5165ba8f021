// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.trace.Responder;

/** Names of hosts that exist in a simulated network alone: no name server is asked for them. */
class HostNamesTest {
    private static final String SCENARIO = """
            [source.client]
            [router.r1]
            hostname = ["gw.example", "gw"]
            [router.r2]
            [destination.server]
            address = ["203.0.113.9", "2001:db8::9"]
            hostname = "Server.Example"
            [[link]]
            path = ["client", "r1", "r2", "server"]
            delay = "5ms"
            """;

    private static PathTracer tracer() {
        return Traces.tracer(Scenario.parse("names.toml", SCENARIO).topology(), 1);
    }

    @Test
    void target_isFoundByItsName() {
        try (PathTracer tracer = tracer()) {
            assertThat(tracer.trace("server.example").address()).isEqualTo(Checks.address("203.0.113.9"));
            assertThat(tracer.trace(TraceRequest.to("SERVER.example.")
                                    .family(AddressFamily.IPV6)
                                    .build())
                            .address())
                    .isEqualTo(Checks.address("2001:db8::9"));
            PingResult ping = tracer.ping(PingRequest.toAll(List.of("gw", "server.example", "10.0.0.2"))
                    .build());
            assertThat(ping.targets()).allMatch(series -> series.received() == series.sent());
        }
    }

    @Test
    void hops_haveTheirNames() {
        try (PathTracer tracer = tracer()) {
            TraceResult result = tracer.trace("203.0.113.9");
            assertThat(result.hops())
                    .flatExtracting(hop -> hop.responders())
                    .extracting(Responder::hostname)
                    .extracting(name -> name.orElse("-"))
                    .containsExactly("gw.example", "-", "server.example");
        }
    }

    @Test
    void nameThatTheNetworkDoesNotHave_isUnknown() {
        try (PathTracer tracer = tracer()) {
            assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(() -> tracer.trace("localhost"));
        }
    }

    @Test
    void unknownHost_hasNoLoss() {
        try (PathTracer tracer = tracer()) {
            PingResult ping = tracer.ping(
                    PingRequest.toAll(List.of("gw", "nobody.example")).build());
            assertThat(ping.targets().get(0).statistics().loss()).hasValue(0);
            assertThat(ping.targets().get(1).statistics().loss()).isEmpty();
            assertThat(ping.targets().get(1).statistics().lossRatio()).isOne();
        }
    }
}
