// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.hub.FleetHub;

/** Hubs that share what they know by gossip. */
class SeveralHubsTest {
    private TestFleet fleet;
    private FleetHub one;
    private FleetHub two;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        fleet = new TestFleet(folder);
        one = fleet.hub("one", options -> options);
        two = fleet.hub("two", options -> options.seed(one.clusterAddress()));
        fleet.await("two hubs", () -> one.hubs() == 2 && two.hubs() == 2);
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    @Test
    void anyHub_bringsTheResultsOfAll() throws Exception {
        fleet.agent("at-one", one);
        fleet.agent("at-two", two);
        fleet.await(2, one, two);
        FleetRequest<TraceResult> request = FleetRequest.of(
                        TraceRequest.to(TestFleet.TARGET).enrichment(false).build())
                .build();
        for (FleetHub hub : new FleetHub[] {one, two}) {
            FleetResult<TraceResult> result = fleet.client(hub).measure(request);
            assertThat(result.failures()).isEmpty();
            assertThat(result.completed())
                    .extracting(outcome -> outcome.vantagePoint().name() + " "
                            + outcome.vantagePoint().hub())
                    .containsExactly("at-one one", "at-two two");
        }
    }

    @Test
    void hubThatLeaves_losesNoVantagePoint() throws Exception {
        FleetAgent agent =
                fleet.agent("wanderer", TestFleet.allowing(), TestFleet.network(), new FleetHub[] {one, two});
        fleet.await(1, one, two);
        fleet.await("agent that is attached", () -> agent.hub().isPresent());
        FleetHub first = agent.hub().orElseThrow().equals(one.address()) ? one : two;
        FleetHub other = first == one ? two : one;
        first.close();
        fleet.await(
                "agent at the other hub",
                () -> agent.hub().filter(other.address()::equals).isPresent());
        Fleet client = fleet.client(first, other);
        assertThat(client.vantagePoints())
                .extracting(point -> point.name() + " " + Set.of("one", "two").contains(point.hub()))
                .containsExactly("wanderer true");
        assertThat(client.measure(FleetRequest.of(TraceRequest.to(TestFleet.TARGET)
                                        .enrichment(false)
                                        .build())
                                .build())
                        .completed())
                .hasSize(1);
    }
}
