// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathtracer.TracerClosedException;

/**
 * Answers from memory, or looks up what is not there: once, however many ask meanwhile. That there is nothing is kept
 * too, that no source could say is not. Thread-safe.
 *
 * @param <K> what is asked about
 * @param <V> what is found
 */
public final class LookupCache<K, V> {
    private final Store<K, V> store;
    private final CacheConfiguration limits;
    private final LongSupplier generation;
    private final ConcurrentHashMap<K, CompletableFuture<Optional<V>>> running = new ConcurrentHashMap<>();

    LookupCache(Store<K, V> store, CacheConfiguration limits, LongSupplier generation) {
        this.store = store;
        this.limits = limits;
        this.generation = generation;
    }

    /**
     * From memory, or else from a look-up that runs already, or else from a new one. Cancelling the future cancels
     * nothing else.
     *
     * @param lookup starts a look-up; must not block
     */
    public CompletableFuture<Optional<V>> get(K key, Supplier<CompletableFuture<Found<V>>> lookup) {
        Optional<Entry<V>> known = current(key);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get().value());
        }
        CompletableFuture<Optional<V>> own = new CompletableFuture<>();
        CompletableFuture<Optional<V>> others = running.putIfAbsent(key, own);
        if (others != null) {
            return shared(others, key, lookup);
        }
        // Another look-up may have ended between the two questions above.
        known = current(key);
        if (known.isPresent()) {
            end(key, own, known.get().value(), null);
        } else {
            start(key, own, lookup);
        }
        return own.copy();
    }

    private Optional<Entry<V>> current(K key) {
        return store.get(key).filter(entry -> entry.generation() == generation.getAsLong());
    }

    /** If it fails because another tracer that shares this cache was closed, we look it up ourselves. */
    private CompletableFuture<Optional<V>> shared(
            CompletableFuture<Optional<V>> others, K key, Supplier<CompletableFuture<Found<V>>> lookup) {
        BiFunction<@Nullable Optional<V>, @Nullable Throwable, CompletableFuture<Optional<V>>> next =
                (value, cause) -> cause instanceof TracerClosedException ? get(key, lookup) : others;
        return others.handle(next).thenCompose(result -> result).copy();
    }

    private void start(K key, CompletableFuture<Optional<V>> own, Supplier<CompletableFuture<Found<V>>> lookup) {
        long before = generation.getAsLong();
        CompletableFuture<Found<V>> answer;
        try {
            answer = lookup.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((found, cause) -> {
            if (found != null) {
                put(key, found, before);
                end(key, own, found.value(), null);
            } else {
                end(key, own, Optional.empty(), cause);
            }
        });
    }

    private void end(K key, CompletableFuture<Optional<V>> own, Optional<V> value, @Nullable Throwable cause) {
        running.remove(key, own);
        if (cause == null) {
            own.complete(value);
        } else {
            own.completeExceptionally(
                    cause instanceof CompletionException wrapped && wrapped.getCause() != null
                            ? wrapped.getCause()
                            : cause);
        }
    }

    private void put(K key, Found<V> found, long foundIn) {
        Duration limit = found.value().isPresent() ? limits.longestTtl() : limits.negativeTtl();
        Duration ttl = found.ttl().filter(said -> said.compareTo(limit) < 0).orElse(limit);
        put(key, new Entry<>(found.value(), ttl.toNanos(), foundIn));
    }

    /** One of an older generation could not be told from none, so it is left out, also for room. */
    private void put(K key, Entry<V> entry) {
        if (entry.nanos() > 0 && entry.generation() == generation.getAsLong()) {
            store.put(key, entry);
        }
    }

    /** After the generation was changed: frees what is of no use any more. */
    void clear() {
        running.clear();
        store.clear();
    }

    long size() {
        return store.size();
    }

    /** What is known, as it can be saved. */
    List<Saved<K, V>> saved() {
        List<Saved<K, V>> all = new ArrayList<>();
        store.forEach((key, entry) -> {
            if (entry.generation() == generation.getAsLong()) {
                all.add(new Saved<>(key, entry.value(), Duration.ofNanos(entry.nanos())));
            }
        });
        return all;
    }

    /** Adds what was saved. */
    void restore(Saved<K, V> saved, long savedIn) {
        put(saved.key(), new Found<>(saved.value(), Optional.of(saved.left())), savedIn);
    }

    /**
     * An entry and the time that is left to it.
     *
     * @param value empty for the knowledge that there is none
     */
    record Saved<K, V>(K key, Optional<V> value, Duration left) {}
}
