// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.agent.AgentPolicy;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.hub.FleetHub;

/** What an application sees of a fleet in which nothing breaks. */
class FleetTest {
    private TestFleet fleet;
    private FleetHub hub;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        fleet = new TestFleet(folder);
        hub = fleet.hub();
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    private static TraceRequest trace() {
        return TraceRequest.to(TestFleet.TARGET).enrichment(false).build();
    }

    @Test
    void trace_hasTheResultOfEachVantagePoint() throws Exception {
        fleet.agent("fra-1", hub, "region=eu");
        fleet.agent("nyc-1", hub, "region=us");
        fleet.await(2, hub);
        FleetResult<TraceResult> result =
                fleet.client(hub).measure(FleetRequest.of(trace()).build());
        assertThat(result.failures()).isEmpty();
        assertThat(result.completed())
                .extracting(outcome -> outcome.vantagePoint().name())
                .containsExactly("fra-1", "nyc-1");
        for (FleetOutcome.Completed<TraceResult> outcome : result.completed()) {
            assertThat(outcome.result().stopReason()).isEqualTo(StopReason.DESTINATION);
            assertThat(outcome.result().hops()).hasSize(4);
            assertThat(outcome.result().hops().get(0).rtt()).hasValue(Duration.ofMillis(10));
        }
    }

    @Test
    void eachOperation_bringsItsResult() throws Exception {
        fleet.agent("fra-1", hub);
        fleet.await(1, hub);
        Fleet client = fleet.client(hub);
        FleetResult<PingResult> ping = client.measure(
                FleetRequest.of(PingRequest.to(TestFleet.TARGET).count(3).build())
                        .build());
        assertThat(ping.completed().get(0).result().repliesReceived()).isEqualTo(3);
        FleetResult<PathMtuResult> mtu = client.measure(FleetRequest.of(
                        PathMtuRequest.to(TestFleet.TARGET).maxSize(1500).build())
                .build());
        assertThat(mtu.completed().get(0).result().pathMtu()).hasValue(1500);
        FleetResult<MultipathResult> paths = client.measure(
                FleetRequest.of(MultipathRequest.to(TestFleet.TARGET).build()).build());
        assertThat(paths.completed().get(0).result().graph().vertices()).hasSizeGreaterThanOrEqualTo(4);
        FleetResult<Diagnosis> why = client.measure(
                FleetRequest.of(DiagnoseRequest.to(TestFleet.TARGET).build()).build());
        assertThat(why.completed().get(0).result().summary()).isNotEmpty();
    }

    @Test
    void selection_choosesByLabelCapabilityAndNumber() throws Exception {
        fleet.agent("fra-1", hub, "region=eu");
        fleet.agent("fra-2", hub, "region=eu");
        fleet.agent(
                "nyc-1",
                AgentPolicy.builder()
                        .allow("10.0.0.0/24")
                        .operations(java.util.Set.of(AgentPolicy.Operation.PING))
                        .build(),
                TestFleet.network(),
                new FleetHub[] {hub},
                "region=us");
        fleet.await(3, hub);
        Fleet client = fleet.client(hub);
        assertThat(names(client.vantagePoints("region=eu"))).containsExactly("fra-1", "fra-2");
        assertThat(names(client.vantagePoints("region!=eu"))).containsExactly("nyc-1");
        assertThat(names(client.vantagePoints("has:trace,name!=fra-1"))).containsExactly("fra-2");
        assertThat(client.vantagePoints()).hasSize(3).allMatch(one -> one.hub().equals("one"));
        assertThat(client.measure(FleetRequest.of(trace())
                                .from("region=eu")
                                .count(1)
                                .build())
                        .outcomes())
                .hasSize(1);
        assertThat(client.measure(FleetRequest.of(trace()).from("name=nyc-1").build())
                        .failures()
                        .get(0)
                        .kind())
                .isEqualTo(FailureKind.REFUSED);
    }

    private static List<String> names(List<VantagePoint> all) {
        return all.stream().map(VantagePoint::name).toList();
    }

    @Test
    void emptySelection_listsWhatThereIs() throws Exception {
        fleet.agent("fra-1", hub, "region=eu");
        fleet.await(1, hub);
        Fleet client = fleet.client(hub);
        assertThatThrownBy(() -> client.measure(
                        FleetRequest.of(trace()).from("region=asia").build()))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.reason()).isEqualTo(FleetException.Reason.NOTHING_SELECTED))
                .hasMessageContainingAll("region=asia", "fra-1", "region=eu");
    }

    @Test
    void fleetWithoutVantagePoints_saysSo() throws Exception {
        Fleet client = fleet.client(hub);
        assertThat(client.vantagePoints()).isEmpty();
        assertThatThrownBy(() -> client.measure(FleetRequest.of(trace()).build()))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("no vantage point");
    }

    @Test
    void defaultPolicy_refusesPrivateAddressesAndHubs() throws Exception {
        fleet.agent("shy", AgentPolicy.builder().build(), TestFleet.network(), new FleetHub[] {hub});
        fleet.agent(
                "bold", AgentPolicy.builder().allow("0.0.0.0/1").build(), TestFleet.network(), new FleetHub[] {hub});
        fleet.await(2, hub);
        Fleet client = fleet.client(hub);
        FleetOutcome.Failed<TraceResult> refused = client.measure(
                        FleetRequest.of(trace()).from("name=shy").build())
                .failures()
                .get(0);
        assertThat(refused.kind()).isEqualTo(FailureKind.REFUSED);
        assertThat(refused.message()).contains("10.0.0.4 is private");
        refused = client.measure(FleetRequest.of(TraceRequest.to("127.0.0.1").build())
                        .from("name=bold")
                        .build())
                .failures()
                .get(0);
        assertThat(refused.kind()).isEqualTo(FailureKind.REFUSED);
        assertThat(refused.message()).contains("127.0.0.1 is a hub");
    }

    @Test
    void requestsThatAVantagePointCannotRun_areRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> FleetRequest.of(TraceRequest.to("10.0.0.4")
                                .networkInterface("eth0")
                                .build())
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("belongs to one host");
        assertThatThrownBy(() -> FleetRequest.of(
                                PingRequest.to("10.0.0.4").count(0).build())
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("never ends");
        assertThatThrownBy(() -> FleetRequest.of(
                                DiagnoseRequest.to("https://shop.example/").build())
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("HOST:PORT");
        assertThatThrownBy(() ->
                        FleetRequest.of(MonitorRequest.to("10.0.0.4").build()).build())
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() ->
                        FleetRequest.of(PingRequest.to("10.0.0.0/24").build()).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most 64");
        assertThatThrownBy(() -> FleetRequest.of(trace()).from("region"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("LABEL=VALUE");
        assertThatThrownBy(() -> FleetRequest.of(trace()).deadline(Duration.ZERO))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void agentThatLeaves_isNoVantagePointAnyMore() throws Exception {
        FleetAgent agent = fleet.agent("fra-1", hub);
        fleet.await(1, hub);
        fleet.await("agent that is attached", () -> agent.hub().isPresent());
        assertThat(agent.hub()).contains(hub.address());
        agent.close();
        fleet.await(0, hub);
        assertThat(hub.vantagePoints()).isZero();
    }
}
