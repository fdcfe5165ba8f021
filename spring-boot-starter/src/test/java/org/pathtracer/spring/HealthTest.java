// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TransportReport;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** The health of an application that can't probe. */
class HealthTest {
    private static Health health(List<TransportReport> transports) {
        PathTracer tracer = (PathTracer) Proxy.newProxyInstance(
                HealthTest.class.getClassLoader(), new Class<?>[] {PathTracer.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("transports");
                    return transports;
                });
        return new PathTracerHealthIndicator(tracer).health();
    }

    private static TransportReport refused(List<String> remedies) {
        return new TransportReport(
                "raw",
                Protocol.ICMP,
                AddressFamily.IPV4,
                TransportReport.Availability.NOT_PERMITTED,
                "raw sockets take the capability CAP_NET_RAW",
                List.of(),
                remedies);
    }

    @Test
    void withoutNatives_saysWhatToAdd() {
        Health health = health(List.of());
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().get("reason").toString()).contains("add the artifact pathtracer");
    }

    @Test
    void withoutPermission_hasTheReasonAndTheRemedies() {
        Health health = health(List.of(refused(List.of("sudo setcap cap_net_raw+ep java"))));
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("reason", "raw: raw sockets take the capability CAP_NET_RAW")
                .containsEntry("remedies", List.of("sudo setcap cap_net_raw+ep java"));
        assertThat(health(List.of(refused(List.of()))).getDetails()).doesNotContainKey("remedies");
    }
}
