// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PingRequest;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.agent.AgentOptions;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.fleet.store.FleetStore;
import org.pathtracer.fleet.store.Outcome;
import org.pathtracer.fleet.store.Pair;
import org.pathtracer.fleet.store.StoreOptions;

/** Agents that measure by themselves, and what becomes of their outcomes when something breaks. */
class ScheduleTest {
    private static final Pair PAIR = Pair.toHost("fra-1", TestFleet.TARGET);

    @TempDir
    private Path folder = Path.of("");

    private TestFleet fleet;
    private FleetStore store;

    @BeforeEach
    void open() throws IOException {
        fleet = new TestFleet(folder);
        store = fleet.started(FleetStore.open(StoreOptions.builder("jdbc:sqlite:" + folder.resolve("fleet.db"))
                .build()));
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private FleetHub hub(String listen) throws IOException {
        return fleet.hub("one", options -> options.store(store).listen(listen));
    }

    private FleetAgent agent(Credentials own, FleetHub hub, UnaryOperator<AgentOptions.Builder> more) {
        AgentOptions.Builder options = AgentOptions.builder(own)
                .hub(hub.address())
                .policy(TestFleet.allowing())
                .transport(TestFleet.network())
                .spool(folder.resolve("spool-" + own.identity().name()), 1 << 20);
        return fleet.started(FleetAgent.start(more.apply(options).build()));
    }

    private static FleetSchedule.Builder everySecond(String name) {
        return FleetSchedule.builder(
                        name,
                        TraceRequest.to(TestFleet.TARGET).enrichment(false).build())
                .interval(Duration.ofSeconds(1));
    }

    private List<Outcome> stored(Pair pair) {
        return store.outcomes(pair, Instant.EPOCH, Instant.now().plusSeconds(3600), 10_000);
    }

    private void awaitMore(int than) throws InterruptedException {
        fleet.await("more outcomes than " + than, () -> stored(PAIR).size() > than);
    }

    @Test
    void schedule_isRunUntilItIsRemoved() throws Exception {
        FleetHub hub = hub("127.0.0.1:0");
        agent(fleet.credentials("agent/fra-1"), hub, options -> options);
        fleet.agent("without-spool", hub);
        Fleet client = fleet.client(hub);
        client.putSchedule(everySecond("shop").from("name!=nyc-1").build());
        assertThat(client.schedules()).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("shop");
            assertThat(one.operation()).isEqualTo("trace");
            assertThat(one.targets()).containsExactly(TestFleet.TARGET);
            assertThat(one.interval()).isEqualTo(Duration.ofSeconds(1));
        });
        awaitMore(2);
        assertThat(stored(PAIR)).allSatisfy(one -> {
            assertThat(one.path()).hasSize(4).endsWith(TestFleet.TARGET);
            assertThat(one.failure()).isEmpty();
        });
        assertThat(store.pairs()).containsExactly(PAIR);

        assertThat(client.removeSchedule("shop")).isTrue();
        assertThat(client.removeSchedule("shop")).isFalse();
        assertThat(client.schedules()).isEmpty();
        fleet.await("an agent without tasks", () -> {
            int before = stored(PAIR).size();
            return newest().plusSeconds(3).isBefore(Instant.now())
                    && stored(PAIR).size() == before;
        });
    }

    private Instant newest() {
        return stored(PAIR).get(0).time();
    }

    @Test
    void outcomesOfAnAgentThatWasCutOff_areThereOnce_whenTheHubIsBack() throws Exception {
        FleetHub hub = hub("127.0.0.1:0");
        String address = hub.address();
        FleetAgent agent = agent(fleet.credentials("agent/fra-1"), hub, options -> options);
        fleet.client(hub).putSchedule(everySecond("shop").build());
        awaitMore(0);

        hub.close();
        fleet.await("outcomes in the spool", () -> agent.kept() >= 3);
        Instant cut = Instant.now();
        int before = stored(PAIR).size();
        hub(address);
        awaitMore(before + 2);
        fleet.await("an empty spool", () -> agent.kept() == 0);
        assertThat(stored(PAIR)).filteredOn(one -> one.time().isBefore(cut)).hasSizeGreaterThan(before + 1);
        assertThat(stored(PAIR)).extracting(Outcome::time).doesNotHaveDuplicates();
    }

    @Test
    void agentThatStartsAgainWithoutAHub_goesOn_andBringsAll() throws Exception {
        FleetHub hub = hub("127.0.0.1:0");
        String address = hub.address();
        Credentials own = fleet.credentials("agent/fra-1");
        FleetAgent first = agent(own, hub, options -> options);
        fleet.client(hub).putSchedule(everySecond("shop").build());
        awaitMore(0);
        hub.close();
        fleet.await("outcomes in the spool", () -> first.kept() >= 1);
        first.close();
        FleetAgent second = agent(own, hub, options -> options);
        fleet.await("more outcomes in the spool", () -> second.kept() >= 3);
        int before = stored(PAIR).size();
        hub(address);
        awaitMore(before + 2);
        assertThat(stored(PAIR)).extracting(Outcome::time).doesNotHaveDuplicates();
    }

    @Test
    void clockOfAnAgentThatIsTenMinutesOff_doesNotMatter() throws Exception {
        FleetHub hub = hub("127.0.0.1:0");
        Instant start = Instant.now();
        agent(
                fleet.credentials("agent/fra-1"),
                hub,
                options -> options.clock(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-10))));
        fleet.client(hub).putSchedule(everySecond("shop").build());
        awaitMore(1);
        assertThat(stored(PAIR)).allSatisfy(one -> assertThat(one.time()).isBetween(start, Instant.now()));
    }

    @Test
    void vantagePoints_measureEachOther() throws Exception {
        FleetHub hub = hub("127.0.0.1:0");
        for (String name : List.of("a", "b", "c")) {
            agent(fleet.credentials("agent/" + name), hub, options -> options.address(TestFleet.TARGET));
        }
        fleet.client(hub)
                .putSchedule(FleetSchedule.builder(
                                "mesh",
                                PingRequest.to(TestFleet.TARGET)
                                        .count(2)
                                        .interval(Duration.ofMillis(10))
                                        .build())
                        .interval(Duration.ofSeconds(1))
                        .mesh(1)
                        .build());
        fleet.await("three pairs", () -> store.pairs().size() == 3);
        assertThat(store.pairs())
                .allMatch(Pair::peer)
                .extracting(Pair::vantagePoint)
                .containsExactly("a", "b", "c");
        assertThat(store.pairs()).noneMatch(pair -> pair.vantagePoint().equals(pair.target()));
    }

    @Test
    void hubWithoutAStore_refusesSchedules() throws Exception {
        FleetHub hub = fleet.hub();
        assertThatThrownBy(
                        () -> fleet.client(hub).putSchedule(everySecond("shop").build()))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("--store");
    }

    @Test
    void badSchedule_isASentence() {
        assertThatThrownBy(() -> everySecond("a b")).hasMessageContaining("letters, digits");
        assertThatThrownBy(() -> everySecond("a").interval(Duration.ofMillis(999)))
                .hasMessageContaining("1 s");
        assertThatThrownBy(() -> everySecond("a").jitter(101)).hasMessageContaining("0 and 100");
        assertThatThrownBy(() -> everySecond("a").mesh(65)).hasMessageContaining("64");
        assertThatThrownBy(() -> everySecond("a").count(0)).isInstanceOf(InvalidRequestException.class);
    }
}
