// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.SharedCaches;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Registration;

/** Caches in a time that tests make. */
class CachesTest {
    private static final Prefix HOST = Prefix.parse("8.8.8.8");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
    private final AtomicInteger lookups = new AtomicInteger();
    private final Caches caches = caches(100);

    private Caches caches(int capacity) {
        return new Caches(
                new CacheConfiguration(capacity, Duration.ofDays(1), Duration.ofMinutes(5)), nanos::get, millis::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        millis.addAndGet(time.toMillis());
    }

    private static Found<String> name(String name, long seconds) {
        return new Found<>(Optional.of(name), Optional.of(Duration.ofSeconds(seconds)));
    }

    private Optional<String> ask(Prefix key, Found<String> found) {
        return caches.names()
                .get(key, () -> {
                    lookups.incrementAndGet();
                    return CompletableFuture.completedFuture(found);
                })
                .join();
    }

    private static Origin origin(long asn, String prefix) {
        return new Origin(
                List.of(asn),
                Optional.empty(),
                Optional.of(Prefix.parse(prefix).toApi()),
                Optional.of("US"),
                Optional.empty());
    }

    private Optional<Origin> origin(String address, Origin answer) {
        return caches.origins()
                .get(Prefix.parse(address), () -> {
                    lookups.incrementAndGet();
                    return CompletableFuture.completedFuture(new Found<>(Optional.of(answer), Optional.empty()));
                })
                .join();
    }

    @Test
    void entry_livesAsLongAsItsRecord() {
        assertThat(ask(HOST, name("old", 60))).contains("old");
        pass(Duration.ofSeconds(59));
        assertThat(ask(HOST, name("new", 60))).contains("old");
        pass(Duration.ofSeconds(2));
        assertThat(ask(HOST, name("new", 60))).contains("new");
        assertThat(lookups).hasValue(2);
    }

    @Test
    void eachEntry_hasItsOwnLife() {
        ask(HOST, name("short", 10));
        ask(Prefix.parse("9.9.9.9"), name("long", 100));
        pass(Duration.ofSeconds(50));
        assertThat(ask(HOST, name("again", 10))).contains("again");
        assertThat(ask(Prefix.parse("9.9.9.9"), name("again", 10))).contains("long");
    }

    @Test
    void life_isBoundedWhateverTheRecordSays() {
        ask(HOST, name("forever", Integer.MAX_VALUE));
        pass(Duration.ofDays(1).plusSeconds(1));
        assertThat(ask(HOST, name("new", 1))).contains("new");
    }

    @Test
    void zeroTtl_isNotKept() {
        ask(HOST, name("fleeting", 0));
        assertThat(ask(HOST, name("next", 0))).contains("next");
        assertThat(caches.size()).isZero();
    }

    @Test
    void nothing_isKeptForItsOwnTime() {
        assertThat(ask(HOST, Found.nothing(Optional.empty()))).isEmpty();
        pass(Duration.ofSeconds(299));
        assertThat(ask(HOST, name("now", 60))).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(ask(HOST, name("now", 60))).contains("now");
        ask(Prefix.parse("9.9.9.9"), Found.nothing(Optional.of(Duration.ofSeconds(10))));
        pass(Duration.ofSeconds(11));
        assertThat(ask(Prefix.parse("9.9.9.9"), name("sooner", 60))).contains("sooner");
    }

    @Test
    void failure_isNotKept() {
        CompletableFuture<Optional<String>> failed =
                caches.names().get(HOST, () -> CompletableFuture.failedFuture(new NoDnsAnswerException("nobody")));
        assertThatThrownBy(failed::join).hasCauseInstanceOf(NoDnsAnswerException.class);
        assertThatThrownBy(caches.names().get(HOST, () -> {
                    throw new IllegalStateException("at once");
                })::join)
                .isInstanceOf(CompletionException.class);
        assertThat(ask(HOST, name("later", 60))).contains("later");
    }

    @Test
    void capacity_isABound() {
        Caches small = caches(10);
        for (int i = 0; i < 1000; i++) {
            Prefix key = new Prefix((long) i << 32, 0, 32, false);
            small.names().get(key, () -> CompletableFuture.completedFuture(name("n", 60)));
            small.origins().get(key, () -> CompletableFuture.completedFuture(Found.nothing(Optional.empty())));
        }
        assertThat(small.size()).isBetween(1L, 20L);
    }

    @Test
    void concurrentMisses_shareOneLookup() throws InterruptedException {
        CompletableFuture<Found<String>> answer = new CompletableFuture<>();
        List<CompletableFuture<Optional<String>>> results = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int n = 0; n < 100; n++) {
                    CompletableFuture<Optional<String>> result = caches.names().get(HOST, () -> {
                        lookups.incrementAndGet();
                        return answer;
                    });
                    synchronized (results) {
                        results.add(result);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        results.get(0).cancel(true);
        answer.complete(name("one", 60));
        assertThat(lookups).hasValue(1);
        assertThat(results).hasSize(800);
        assertThat(results.subList(1, 800))
                .allSatisfy(result -> assertThat(result.join()).contains("one"));
    }

    @Test
    void lookupOfATracerThatIsClosed_isDoneAgainByWhoStillWaits() {
        CompletableFuture<Found<String>> others = new CompletableFuture<>();
        CompletableFuture<Optional<String>> first = caches.names().get(HOST, () -> others);
        CompletableFuture<Optional<String>> second =
                caches.names().get(HOST, () -> CompletableFuture.completedFuture(name("own", 60)));
        others.completeExceptionally(new TracerClosedException("closed"));
        assertThatThrownBy(first::join).hasCauseInstanceOf(TracerClosedException.class);
        assertThat(second.join()).contains("own");
    }

    @Test
    void origins_areFoundByTheirPrefix() {
        origin("8.8.8.8", origin(1, "8.0.0.0/8"));
        assertThat(origin("8.9.9.9", origin(2, "8.9.0.0/16")).orElseThrow().asns())
                .containsExactly(1L);
        assertThat(origin("9.9.9.9", origin(3, "9.9.9.0/24")).orElseThrow().asns())
                .containsExactly(3L);
        origin("9.1.1.1", origin(4, "9.0.0.0/8"));
        assertThat(origin("9.9.9.1", origin(5, "9.0.0.0/8")).orElseThrow().asns())
                .containsExactly(3L);
        assertThat(origin("9.2.2.2", origin(5, "9.0.0.0/8")).orElseThrow().asns())
                .containsExactly(4L);
        assertThat(lookups).hasValue(3);
    }

    @Test
    void answerAboutAnotherPrefix_countsForItsAddressAlone() {
        origin("8.8.8.8", origin(666, "9.0.0.0/8"));
        assertThat(origin("9.9.9.9", origin(3, "9.9.9.0/24")).orElseThrow().asns())
                .containsExactly(3L);
        assertThat(origin("8.8.8.8", origin(4, "8.0.0.0/8")).orElseThrow().asns())
                .containsExactly(666L);
    }

    @Test
    void networkChange_forgetsEverythingAndWhatComesLate() {
        ask(HOST, name("before", 60));
        CompletableFuture<Found<String>> slow = new CompletableFuture<>();
        Prefix other = Prefix.parse("9.9.9.9");
        CompletableFuture<Optional<String>> asked = caches.names().get(other, () -> slow);
        caches.networkChanged();
        assertThat(caches.size()).isZero();
        assertThat(ask(other, name("new", 60))).contains("new");
        slow.complete(name("late", 60));
        assertThat(asked.join()).contains("late");
        assertThat(ask(other, name("newer", 60))).contains("new");
        assertThat(ask(HOST, name("after", 60))).contains("after");
        assertThat(caches.size()).isEqualTo(2);
    }

    @Test
    void file_bringsBackWhatHasNotExpired(@TempDir Path folder) throws Exception {
        ask(HOST, name("keeps", 1000));
        ask(Prefix.parse("2606:4700::1"), name("expires", 100));
        ask(Prefix.parse("9.9.9.9"), Found.nothing(Optional.empty()));
        origin("9.9.9.9", origin(3, "9.9.9.0/24"));
        fill(caches);
        caches.save(folder.resolve("caches"));
        pass(Duration.ofSeconds(200));
        Caches loaded = caches(100);
        assertThat(loaded.load(folder.resolve("caches"))).isEqualTo(6);
        assertThat(known(loaded.names(), "8.8.8.8")).contains(Optional.of("keeps"));
        assertThat(known(loaded.names(), "2606:4700::1")).isEmpty();
        assertThat(known(loaded.names(), "9.9.9.9")).contains(Optional.empty());
        assertThat(known(loaded.origins(), "9.9.9.200")).contains(Optional.of(origin(3, "9.9.9.0/24")));
        assertThat(known(loaded.locations(), "8.8.8.8")
                        .orElseThrow()
                        .orElseThrow()
                        .city())
                .contains("Zürich");
        pass(Duration.ofSeconds(801));
        assertThat(known(loaded.names(), "8.8.8.8")).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("caches");
    }

    private static void fill(Caches caches) {
        Location location =
                new Location(Optional.of("CH"), Optional.of("Zürich"), OptionalDouble.of(47.5), OptionalDouble.empty());
        caches.locations()
                .get(
                        HOST,
                        () -> CompletableFuture.completedFuture(new Found<>(Optional.of(location), Optional.empty())));
        Registration registration =
                new Registration(Optional.of("NET-8"), Optional.empty(), Optional.of("Org"), Optional.of("US"));
        caches.registrations()
                .get(
                        HOST,
                        () -> CompletableFuture.completedFuture(
                                new Found<>(Optional.of(registration), Optional.empty())));
        caches.asNames().get(3L, () -> CompletableFuture.completedFuture(name("THREE", 1000)));
    }

    /** Empty if it would have to be looked up. */
    private static <V> Optional<Optional<V>> known(LookupCache<Prefix, V> cache, String address) {
        CompletableFuture<Optional<V>> result =
                cache.get(Prefix.parse(address), () -> CompletableFuture.failedFuture(new IllegalStateException()));
        return result.isCompletedExceptionally() ? Optional.empty() : Optional.of(result.join());
    }

    @Test
    void damagedFile_isIgnoredAsAWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("caches");
        ask(HOST, name("keeps", 1000));
        fill(caches);
        caches.save(file);
        byte[] whole = Files.readAllBytes(file);
        Caches loaded = caches(100);
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x40;
            Files.write(file, flipped);
            assertThat(loaded.load(file)).as("byte %d", i).isZero();
            Files.write(file, Arrays.copyOf(whole, i));
            assertThat(loaded.load(file)).as("%d bytes", i).isZero();
        }
        assertThat(loaded.size()).isZero();
        assertThat(loaded.load(folder.resolve("missing"))).isZero();
        Files.write(file, whole);
        assertThat(loaded.load(file)).isEqualTo(4);
    }

    @Test
    void failedSave_leavesTheOldFile(@TempDir Path folder) throws Exception {
        Path file = Files.createDirectories(folder.resolve("taken/inside"));
        assertThatThrownBy(() -> caches.save(file.getParent())).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("taken");
        assertThatThrownBy(() -> caches.save(folder.resolve("no/such/folder"))).isInstanceOf(IOException.class);
    }

    @Test
    void clockThatWasSetBack_makesNothingYounger(@TempDir Path folder) throws Exception {
        ask(HOST, name("keeps", 1000));
        caches.save(folder.resolve("caches"));
        millis.addAndGet(-3_600_000);
        Caches loaded = caches(100);
        loaded.load(folder.resolve("caches"));
        pass(Duration.ofSeconds(1001));
        assertThat(known(loaded.names(), "8.8.8.8")).isEmpty();
    }

    @Test
    void builders_makeThemAndRefuseNonsense() {
        SharedCaches made = SharedCaches.builder()
                .capacity(5)
                .longestTtl(Duration.ofHours(1))
                .negativeTtl(Duration.ofSeconds(1))
                .build();
        assertThat(made.size()).isZero();
        assertThatThrownBy(() -> SharedCaches.builder().capacity(0)).hasMessageContaining("from 1 to 10000000");
        assertThatThrownBy(() -> SharedCaches.builder().longestTtl(Duration.ZERO))
                .hasMessageContaining("more than zero");
        assertThatThrownBy(() -> SharedCaches.builder().negativeTtl(Duration.ofDays(400)))
                .hasMessageContaining("at most a year");
    }
}
