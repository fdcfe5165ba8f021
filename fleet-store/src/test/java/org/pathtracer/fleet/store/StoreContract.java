// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pathtracer.InvalidRequestException;

/** What a store does, in whichever database. */
abstract class StoreContract {
    private static final Pair PAIR = Pair.toHost("fra-1", "shop.example");
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(1000));
    private static final List<String> ONE_WAY = List.of("192.0.2.1", "*", "203.0.113.80");
    private static final List<String> OTHER_WAY = List.of("192.0.2.1", "198.51.100.1", "203.0.113.80");

    abstract String url();

    FleetStore open() {
        return FleetStore.open(StoreOptions.builder(url()).build());
    }

    static Outcome ping(Pair pair, Instant time, int sent, int lost, @Nullable Integer rttMillis) {
        return new Outcome(
                pair,
                "ping",
                time,
                sent,
                lost,
                Optional.ofNullable(rttMillis).map(Duration::ofMillis),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    static Outcome trace(Instant time, List<String> path, String document) {
        return new Outcome(
                PAIR,
                "trace",
                time,
                3,
                0,
                Optional.of(Duration.ofMillis(9)),
                Optional.empty(),
                path,
                Optional.of(document));
    }

    static Outcome failed(Instant time) {
        return new Outcome(
                PAIR, "ping", time, 0, 0, Optional.empty(), Optional.of("AGENT_LOST"), List.of(), Optional.empty());
    }

    @Test
    void outcome_isReadAsItWasWritten_alsoAfterOpeningAgain() {
        Outcome written = trace(START, ONE_WAY, "{}");
        try (FleetStore store = open()) {
            store.write(List.of(written, failed(START.plusSeconds(1))));
        }
        try (FleetStore store = open()) {
            Outcome withoutDocument =
                    new Outcome(PAIR, "trace", START, 3, 0, written.rtt(), Optional.empty(), ONE_WAY, Optional.empty());
            assertThat(store.outcomes(PAIR, START, END, 10))
                    .containsExactly(failed(START.plusSeconds(1)), withoutDocument);
            assertThat(store.outcomes(PAIR, START, END, 1)).containsExactly(failed(START.plusSeconds(1)));
            assertThat(store.outcomes(PAIR, START.plusSeconds(1), START.plusSeconds(1), 10))
                    .isEmpty();
            assertThat(store.pairs()).containsExactly(PAIR);
        }
    }

    @Test
    void peerAndHostOfOneName_areTwoPairs() {
        try (FleetStore store = open()) {
            store.write(List.of(
                    ping(Pair.toPeer("a", "b"), START, 10, 1, 5), ping(Pair.toHost("a", "b"), START, 10, 2, 5)));
            assertThat(store.pairs()).containsExactly(Pair.toHost("a", "b"), Pair.toPeer("a", "b"));
            assertThat(store.outcomes(Pair.toPeer("a", "b"), START, END, 9))
                    .extracting(Outcome::lost)
                    .containsExactly(1L);
        }
    }

    @Test
    void matrix_sumsUpEachPairSinceATime() {
        Pair other = Pair.toHost("nyc-1", "shop.example");
        try (FleetStore store = open()) {
            store.write(List.of(
                    ping(PAIR, START, 10, 10, null),
                    ping(PAIR, START.plusSeconds(60), 10, 1, 10),
                    ping(PAIR, START.plusSeconds(90), 10, 0, 30),
                    failed(START.plusSeconds(120)),
                    ping(other, START, 10, 0, 5),
                    trace(START.plusSeconds(90), ONE_WAY, "{}")));
            assertThat(store.matrix("ping", START.plusSeconds(60)))
                    .containsExactly(new Summary(
                            PAIR,
                            "ping",
                            START.plusSeconds(60),
                            START.plusSeconds(120),
                            3,
                            1,
                            20,
                            1,
                            Optional.of(Duration.ofMillis(10)),
                            Optional.of(Duration.ofMillis(20)),
                            Optional.of(Duration.ofMillis(30))));
            assertThat(store.matrix("ping", START)).extracting(Summary::pair).containsExactly(PAIR, other);
            assertThat(store.matrix("ping", START).get(0).loss()).hasValue(11 / 30.0);
            assertThat(store.matrix("mtu", START)).isEmpty();
        }
    }

    @Test
    void history_isTheSameBeforeAndAfterOutcomesAreSummedUp() {
        try (FleetStore store = open()) {
            List<Outcome> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                all.add(ping(PAIR, START.plus(Duration.ofMinutes(i)), 10, i % 3, i % 10 == 0 ? null : i));
            }
            store.write(all);
            store.write(List.of(failed(START.plusSeconds(30))));
            List<Summary> before = history(store);
            assertThat(before).hasSize(6);
            assertThat(before.get(0).outcomes()).isEqualTo(11);
            assertThat(before.get(0).failures()).isEqualTo(1);
            assertThat(before.get(0).meanRtt()).contains(Duration.ofMillis(5));

            Instant later = START.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(32));
            store.maintain(later);
            assertThat(history(store)).isEqualTo(before);
            assertThat(store.outcomes(PAIR, START, END, 1000)).hasSize(30);

            // An agent that was cut off brings old outcomes after that.
            store.write(List.of(ping(PAIR, START, 10, 10, 1)));
            store.maintain(later);
            store.maintain(later);
            assertThat(history(store).get(0).sent()).isEqualTo(before.get(0).sent() + 10);
            assertThat(history(store).get(0).lost()).isEqualTo(before.get(0).lost() + 10);

            store.maintain(START.plus(Duration.ofDays(401)));
            assertThat(history(store)).isEmpty();
        }
    }

    private static List<Summary> history(FleetStore store) {
        return store.history(PAIR, "ping", START, START.plus(Duration.ofHours(1)), Duration.ofMinutes(10));
    }

    @Test
    void stepOfLessThanASecond_isRefused() {
        try (FleetStore store = open()) {
            assertThatThrownBy(() -> store.history(PAIR, "ping", START, END, Duration.ofMillis(10)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("at least 1 s");
        }
    }

    @Test
    void document_isKeptOnlyWhenThePathChanges() {
        try (FleetStore store = open()) {
            store.write(List.of(trace(START, ONE_WAY, "first"), trace(START.plusSeconds(1), ONE_WAY, "same")));
            store.write(List.of(trace(START.plusSeconds(2), OTHER_WAY, "other")));
        }
        try (FleetStore store = open()) {
            store.write(List.of(
                    trace(START.plusSeconds(3), OTHER_WAY, "same"), trace(START.plusSeconds(4), ONE_WAY, "back")));
            assertThat(store.documents(PAIR, "trace", START, END, 10))
                    .extracting(KeptDocument::json)
                    .containsExactly("back", "other", "first");
            assertThat(store.documents(PAIR, "trace", START, END, 1)).hasSize(1);
            assertThat(store.paths(PAIR, START, END))
                    .containsExactly(
                            new SeenPath("trace", ONE_WAY, START, START.plusSeconds(4), 3, 9, 0),
                            new SeenPath("trace", OTHER_WAY, START.plusSeconds(2), START.plusSeconds(3), 2, 6, 0));

            store.maintain(START.plus(Duration.ofDays(8)));
            assertThat(store.documents(PAIR, "trace", START, END, 10))
                    .as("outcomes after it have its path")
                    .extracting(KeptDocument::json)
                    .containsExactly("back");
        }
    }

    @Test
    void documentWithoutAPath_isKeptEachTime() {
        Outcome diagnosis = new Outcome(
                PAIR, "diagnose", START, 0, 0, Optional.empty(), Optional.empty(), List.of(), Optional.of("{}"));
        try (FleetStore store = open()) {
            store.write(List.of(diagnosis, diagnosis));
            assertThat(store.documents(PAIR, "diagnose", START, END, 10)).hasSize(2);
        }
    }

    @Test
    void whatIsDeliveredTwice_isThereOnce() {
        try (FleetStore store = open()) {
            List<Delivered> first = List.of(delivered(1), delivered(2), delivered(3));
            assertThat(store.deliver("fra-1", "spool", first)).isEqualTo(3);
            assertThat(store.deliver("fra-1", "spool", first)).isEqualTo(3);
            assertThat(store.deliver("fra-1", "spool", List.of(delivered(3), delivered(4))))
                    .isEqualTo(4);
            assertThat(store.deliver("fra-1", "spool", List.of())).isEqualTo(4);
            assertThat(store.deliver("fra-1", "new spool", List.of(delivered(1))))
                    .isEqualTo(1);
            assertThat(store.outcomes(PAIR, START, END, 100)).hasSize(5);
        }
    }

    /** Two hubs that one agent was attached to, one after the other. */
    @Test
    void whatTwoHubsDeliverAtOnce_isThereOnce() throws Exception {
        try (FleetStore one = open();
                FleetStore two = open()) {
            List<Delivered> all = new ArrayList<>();
            for (int i = 1; i <= 40; i++) {
                all.add(delivered(i));
            }
            Thread other = new Thread(() -> all.forEach(entry -> two.deliver("fra-1", "spool", List.of(entry))));
            other.start();
            all.forEach(entry -> one.deliver("fra-1", "spool", List.of(entry)));
            other.join();
            assertThat(one.outcomes(PAIR, START, END, 1000)).hasSize(40);
        }
    }

    private static Delivered delivered(long sequence) {
        return new Delivered(sequence, List.of(ping(PAIR, START.plusSeconds(sequence), 10, 0, 1)));
    }

    @Test
    void schedules_areKept() {
        try (FleetStore store = open()) {
            store.putSchedule("b", new byte[] {1});
            store.putSchedule("a", new byte[] {2});
            store.putSchedule("a", new byte[] {3});
            store.putSchedule("c", new byte[] {4});
            store.removeSchedule("c");
            assertThat(store.schedules()).containsOnlyKeys("a", "b");
            assertThat(store.schedules().get("a")).containsExactly(3);
        }
    }

    @Test
    void hostileTexts_areTexts() {
        Pair hostile = Pair.toHost("a'; DROP TABLE outcomes; --", "<script>\u0000\n:from ?");
        Pair kept = Pair.toHost("a'; DROP TABLE outcomes; --", "<script>\uFFFD\n:from ?");
        try (FleetStore store = open()) {
            store.write(List.of(ping(hostile, START, 1, 0, 1)));
            assertThat(store.pairs()).containsExactly(kept);
            assertThat(store.outcomes(kept, START, END, 9)).hasSize(1);
        }
    }

    @Test
    void failedTransaction_writesNothing_andTheNextOneWrites() {
        Outcome impossible = new Outcome(
                Pair.toHost("new", "new"),
                "ping",
                START,
                1,
                0,
                Optional.empty(),
                Optional.of("x"),
                List.of("new"),
                null);
        try (FleetStore store = open()) {
            assertThatThrownBy(() -> store.write(List.of(ping(Pair.toHost("new", "new"), START, 1, 0, 1), impossible)))
                    .isInstanceOf(NullPointerException.class);
            assertThat(store.pairs()).isEmpty();
            store.write(List.of(ping(Pair.toHost("new", "new"), START, 1, 0, 1)));
            assertThat(store.matrix("ping", START)).hasSize(1);
        }
    }
}
