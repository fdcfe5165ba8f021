// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pathtracer.lab.SameForAllUsers;

/** A user who asks a fleet has what that needs, and all others have nothing of it. */
@SameForAllUsers
class FleetIT {
    private static final Consumer FLEET = Consumer.named("fleet-class-path");

    @Test
    void classPath_makesRequestsAndLocatesLinks() {
        assertThat(FLEET.runOnClassPath("127.0.0.1"))
                .contains("FleetRequest[trace from \"region=eu\"]", "refused: ")
                .contains("192.0.2.1 -> 192.0.2.2: 10.0 % lost")
                .doesNotContain("SLF4J");
    }

    /** An application that asks needs no hub, no agent, and no engine that probes. */
    @Test
    void dependencies_haveNoHubAndNoScala() {
        assertThat(FLEET.path())
                .contains("pathtracer-fleet-protocol")
                .doesNotContain("pekko", "scala", "pathtracer-fleet-hub", "pathtracer-fleet-agent", "pathtracer-core");
    }

    @Test
    void otherArtifacts_haveNothingOfAFleet() {
        assertThat(Consumer.named("class-path").path())
                .contains("pathtracer-core")
                .doesNotContain("pathtracer-fleet", "grpc", "protobuf", "pekko");
        assertThat(Consumer.named("slim-class-path").path())
                .contains("pathtracer-core")
                .doesNotContain("pathtracer-fleet", "grpc", "protobuf", "pekko");
    }
}
