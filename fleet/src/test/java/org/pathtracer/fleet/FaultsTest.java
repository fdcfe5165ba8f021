// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.agent.AgentPolicy;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetAuthority;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;

/** What becomes of a measurement when something breaks: each vantage point ends once, with a kind of failure. */
class FaultsTest {
    private TestFleet fleet;
    private FleetHub hub;
    private Slow slow;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        fleet = new TestFleet(folder);
        hub = fleet.hub("one", options -> options.heartbeat(Duration.ofMillis(500)));
        slow = fleet.started(new Slow());
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    private static FleetRequest.Builder<TraceResult> byName() {
        return FleetRequest.of(
                        TraceRequest.to("target.example").enrichment(false).build())
                .retries(0);
    }

    private FleetAgent slowAgent(String name) throws Exception {
        return fleet.agent(
                name,
                AgentPolicy.builder().allow("10.0.0.0/24").maxConcurrent(1).build(),
                slow,
                new FleetHub[] {hub});
    }

    @Test
    void agentThatEnds_isLost_andTheOthersResultsArrive() throws Exception {
        FleetAgent doomed = slowAgent("doomed");
        fleet.agent("fine", hub);
        fleet.await(2, hub);
        try (FleetMeasurement<TraceResult> measurement = fleet.client(hub)
                .start(FleetRequest.of(TraceRequest.to("target.example")
                                .enrichment(false)
                                .build())
                        .from("name=doomed")
                        .retries(0)
                        .build())) {
            slow.awaitLookup();
            doomed.close();
            FleetOutcome.Failed<TraceResult> failed =
                    measurement.await().failures().get(0);
            assertThat(failed.kind()).isEqualTo(FailureKind.AGENT_LOST);
        }
    }

    @Test
    void agentWithEnoughToDo_isBusy() throws Exception {
        slowAgent("one");
        fleet.await(1, hub);
        Fleet client = fleet.client(hub);
        try (FleetMeasurement<TraceResult> first = client.start(byName().build())) {
            slow.awaitLookup();
            assertThat(client.measure(byName().build()).failures().get(0).kind())
                    .isEqualTo(FailureKind.BUSY);
            slow.goOn();
            assertThat(first.await().failures()).isEmpty();
        }
    }

    @Test
    void agentThatTakesTooLong_isTimedOut() throws Exception {
        slowAgent("one");
        fleet.await(1, hub);
        assertThat(fleet.client(hub)
                        .measure(byName().deadline(Duration.ofMillis(100)).build())
                        .failures()
                        .get(0)
                        .kind())
                .isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void cancelledMeasurement_endsWithCancelledVantagePoints_andTheAgentStops() throws Exception {
        FleetAgent agent = slowAgent("one");
        fleet.await(1, hub);
        FleetMeasurement<TraceResult> measurement = fleet.client(hub).start(byName().build());
        slow.awaitLookup();
        measurement.cancel();
        assertThat(measurement.await().failures().get(0).kind()).isEqualTo(FailureKind.CANCELLED);
        slow.goOn();
        fleet.await("agent without work", () -> agent.running() == 0);
        assertThat(agent.hub()).isPresent();
    }

    @Test
    void hubThatEnds_isTyped_andItsAgentsAttachToItsSuccessor() throws Exception {
        slowAgent("one");
        fleet.await(1, hub);
        try (FleetMeasurement<TraceResult> measurement = fleet.client(hub).start(byName().build())) {
            slow.awaitLookup();
            String address = hub.address();
            hub.close();
            assertThat(measurement.await().failures().get(0).kind()).isEqualTo(FailureKind.HUB_UNREACHABLE);
            FleetHub next = fleet.hub("two", options -> options.listen(address));
            fleet.await(1, next);
            assertThat(next.vantagePoints()).isEqualTo(1);
        }
    }

    @Test
    void noHub_isSaid() throws Exception {
        Fleet client = fleet.client(hub);
        hub.close();
        assertThatThrownBy(client::vantagePoints)
                .isInstanceOfSatisfying(
                        FleetException.class, e -> assertThat(e.reason()).isEqualTo(FleetException.Reason.UNREACHABLE));
        assertThatThrownBy(() -> client.measure(byName().build()))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("no hub of the fleet answers");
    }

    @Test
    void agentOfAnotherAuthority_expiredOrRevoked_doesNotAttach(@TempDir Path folder) throws Exception {
        FleetAuthority other = FleetAuthority.init(folder.resolve("other"));
        other.issue(Identity.parse("agent/stranger"), folder.resolve("stranger"));
        fleet.authority().issue(Identity.parse("agent/expired"), folder.resolve("expired"), Duration.ofHours(-1));
        FleetAgent stranger = fleet.agent(
                Credentials.read(folder.resolve("stranger")),
                TestFleet.allowing(),
                TestFleet.network(),
                new FleetHub[] {hub});
        FleetAgent expired = fleet.agent(
                Credentials.read(folder.resolve("expired")), TestFleet.allowing(), TestFleet.network(), new FleetHub[] {
                    hub
                });
        fleet.agent("fine", hub);
        fleet.await(1, hub);
        assertThat(fleet.client(hub).vantagePoints())
                .extracting(VantagePoint::name)
                .containsExactly("fine");
        assertThat(stranger.hub()).isEmpty();
        assertThat(expired.hub()).isEmpty();
    }

    @Test
    void revokedAgent_isCutOff(@TempDir Path folder) throws Exception {
        Path own = fleet.issued("hub/own");
        FleetHub watched =
                fleet.started(FleetHub.start(org.pathtracer.fleet.hub.HubOptions.builder(Credentials.read(own))
                        .build()));
        fleet.agent("stolen", watched);
        fleet.await(1, watched);
        fleet.authority().revoke(Identity.parse("agent/stolen"));
        // The list is among the files of whatever is issued from now on.
        Path later = fleet.issued("client/any");
        Files.copy(later.resolve("revoked.crl"), own.resolve("revoked.crl"), StandardCopyOption.REPLACE_EXISTING);
        fleet.await(0, watched);
        assertThat(watched.vantagePoints()).isZero();
    }

    @Test
    void certificateOfAnotherKind_isRefusedBeforeAnythingIsSent() throws Exception {
        Credentials client = fleet.credentials("client/any");
        assertThatThrownBy(() -> org.pathtracer.fleet.agent.AgentOptions.builder(client))
                .hasMessageContaining("client/any");
        Credentials agent = fleet.credentials("agent/any");
        assertThatThrownBy(() -> FleetOptions.builder(agent)).hasMessageContaining("agent/any");
        assertThatThrownBy(() -> org.pathtracer.fleet.hub.HubOptions.builder(agent))
                .hasMessageContaining("agent/any");
    }

    /** A network whose names take as long as a test wants. */
    private static final class Slow implements ProbeTransportProvider, HostNames, AutoCloseable {
        private final SimulatedNetwork network = SimulatedNetwork.of(Topology.chain(4, Duration.ofMillis(5)), 1);
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        void awaitLookup() throws InterruptedException {
            if (!asked.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("no agent looks the target up");
            }
        }

        void goOn() {
            release.countDown();
        }

        @Override
        public List<InetAddress> addresses(String name) {
            asked.countDown();
            try {
                if (!release.await(60, TimeUnit.SECONDS)) {
                    return List.of();
                }
                return List.of(InetAddress.getByName(TestFleet.TARGET));
            } catch (java.net.UnknownHostException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<String> name(InetAddress address) {
            return Optional.empty();
        }

        @Override
        public void close() {
            goOn();
        }

        @Override
        public HostNames hostNames() {
            return this;
        }

        @Override
        public String name() {
            return network.name();
        }

        @Override
        public boolean simulated() {
            return true;
        }

        @Override
        public int preference() {
            return network.preference();
        }

        @Override
        public org.pathtracer.spi.Support supports(ProbeNeed need) {
            return network.supports(need);
        }

        @Override
        public ProbeTransport open(TransportListener listener) {
            return network.open(listener);
        }
    }
}
