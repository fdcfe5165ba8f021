// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.server.ResponsivenessServer;

/** The gate against a server on loopback. What is measured there is this machine; so no grade is expected. */
class BufferbloatGateIT {
    @TempDir
    private Path folder;

    private static BufferbloatResult measure(InetSocketAddress server) {
        URI url = URI.create("https://127.0.0.1:%d/.well-known/nq".formatted(server.getPort()));
        try (PathTracer tracer = PathTracer.create()) {
            return tracer.testBufferbloat(BufferbloatRequest.against(url)
                    .protocol(Protocol.UDP)
                    .insecure(true)
                    .idle(Duration.ofMillis(500))
                    .duration(Duration.ofSeconds(2))
                    .interval(Duration.ofMillis(200))
                    .build());
        }
    }

    @Test
    void gate_opensForTheGradeAndClosesForABetterOne() {
        BufferbloatResult result;
        try (ResponsivenessServer server = ResponsivenessServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .certificateFolder(folder)
                .certificateNames(List.of("127.0.0.1"))
                .start()) {
            result = measure(server.address());
        }
        Grade grade = result.grade();
        for (Grade agreed : Grade.values()) {
            boolean opens = BufferbloatGate.objection(result, agreed).isEmpty();
            // A busy machine's figures may be too doubtful for a grade: then no gate opens.
            assertThat(opens)
                    .as("%s for %s: %s", grade, agreed, result)
                    .isEqualTo(grade != Grade.UNKNOWN && grade.compareTo(agreed) <= 0);
        }
        assertThat(result.failure()).as(result.toString()).isEmpty();
    }

    @Test
    void gate_staysClosedWithoutAServer() {
        BufferbloatResult result = measure(new InetSocketAddress("127.0.0.1", 1));
        assertThat(BufferbloatGate.objection(result, Grade.F))
                .hasValueSatisfying(why -> assertThat(why).startsWith("nothing was measured"));
    }
}
