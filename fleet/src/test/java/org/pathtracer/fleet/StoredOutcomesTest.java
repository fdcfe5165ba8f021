// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.PingRequest;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.fleet.store.FleetStore;
import org.pathtracer.fleet.store.Outcome;
import org.pathtracer.fleet.store.Pair;
import org.pathtracer.fleet.store.StoreException;
import org.pathtracer.fleet.store.StoreOptions;

class StoredOutcomesTest {
    private static final Pair PAIR = Pair.toHost("fra-1", TestFleet.TARGET);

    @TempDir
    private Path folder = Path.of("");

    private TestFleet fleet;
    private FleetStore store;

    @BeforeEach
    void open() throws IOException {
        fleet = new TestFleet(folder);
        store = FleetStore.open(StoreOptions.builder("jdbc:sqlite:" + folder.resolve("fleet.db"))
                .build());
        fleet.started(store);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void whatAHubMeasures_isInItsStore() throws Exception {
        FleetHub hub = fleet.hub("one", options -> options.store(store));
        fleet.agent("fra-1", hub);
        fleet.await(1, hub);
        Fleet client = fleet.client(hub);
        client.measure(FleetRequest.of(TraceRequest.to(TestFleet.TARGET)
                        .enrichment(false)
                        .queries(2)
                        .build())
                .build());
        client.measure(FleetRequest.of(PingRequest.to(TestFleet.TARGET)
                        .count(3)
                        .interval(Duration.ofMillis(20))
                        .build())
                .build());
        client.measure(
                FleetRequest.of(TraceRequest.to("10.9.9.9").enrichment(false).build())
                        .build());
        fleet.await(
                "three outcomes in the store",
                () -> stored(PAIR).size() == 2 && stored(refused()).size() == 1);

        Outcome trace = stored(PAIR).get(1);
        assertThat(trace.operation()).isEqualTo("trace");
        assertThat(trace.path()).hasSize(4).endsWith(TestFleet.TARGET);
        assertThat(trace.sent()).isEqualTo(2);
        Outcome ping = stored(PAIR).get(0);
        assertThat(ping.sent()).isEqualTo(3);
        assertThat(ping.lost()).isZero();
        assertThat(ping.rtt().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
        assertThat(stored(refused()).get(0).failure()).isEqualTo(Optional.of("REFUSED"));
        assertThat(store.documents(PAIR, "trace", Instant.EPOCH, end(), 9)
                        .get(0)
                        .json())
                .contains("\"hops\"");
        assertThat(hub.lostOutcomes()).isZero();
    }

    private static Pair refused() {
        return Pair.toHost("fra-1", "10.9.9.9");
    }

    @Test
    void fullStore_doesNotHoldUpMeasuring_andHasAllWhenThereIsRoomAgain() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        FleetHub hub = fleet.hub("one", options -> options.store(failingWhile(full)));
        fleet.agent("fra-1", hub);
        fleet.await(1, hub);
        Fleet client = fleet.client(hub);
        for (int i = 0; i < 3; i++) {
            assertThat(client.measure(FleetRequest.of(TraceRequest.to(TestFleet.TARGET)
                                            .enrichment(false)
                                            .build())
                                    .build())
                            .completed())
                    .hasSize(1);
        }
        assertThat(stored(PAIR)).isEmpty();
        full.set(false);
        fleet.await("three outcomes in the store", () -> stored(PAIR).size() == 3);
    }

    private FleetStore failingWhile(AtomicBoolean full) {
        return (FleetStore) Proxy.newProxyInstance(
                FleetStore.class.getClassLoader(), new Class<?>[] {FleetStore.class}, (proxy, method, arguments) -> {
                    if (full.get() && method.getName().equals("write")) {
                        throw new StoreException("the store can't be written: the disk is full", new IOException());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private List<Outcome> stored(Pair pair) {
        return store.outcomes(pair, Instant.EPOCH, end(), 100);
    }

    private static Instant end() {
        return Instant.now().plusSeconds(60);
    }
}
