// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.core.address.PrefixMap;

/** Where entries are, each for as long as it says, and how they are found. */
final class Store<K, V> {
    private final Cache<K, Entry<V>> table;
    private final Function<K, Optional<Entry<V>>> finder;
    private final BiConsumer<K, Entry<V>> writer;

    private Store(Cache<K, Entry<V>> table, Function<K, Optional<Entry<V>>> finder, BiConsumer<K, Entry<V>> writer) {
        this.table = table;
        this.finder = finder;
        this.writer = writer;
    }

    /** Entries are found by the key itself. */
    static <K, V> Store<K, V> exact(int capacity, Ticker ticker) {
        Cache<K, Entry<V>> table = table(capacity, ticker);
        return new Store<>(table, key -> Optional.ofNullable(table.getIfPresent(key)), table::put);
    }

    /**
     * Entries are found by the longest prefix that the key is in.
     *
     * @param prefixOf what a value says it is about; if that is not about the key, it is about the key alone
     */
    static <V> Store<Prefix, V> byPrefix(int capacity, Ticker ticker, Function<V, Optional<Prefix>> prefixOf) {
        Cache<Prefix, Entry<V>> table = table(capacity, ticker);
        PrefixMap<Entry<V>> map = new PrefixMap<>(table.asMap());
        return new Store<>(
                table,
                map::get,
                (key, entry) -> map.put(
                        entry.value()
                                .flatMap(prefixOf)
                                .filter(prefix -> prefix.contains(key))
                                .orElse(key),
                        entry));
    }

    /** All of the table's work is done by the threads that use it: it needs no thread of its own. */
    private static <K, V> Cache<K, Entry<V>> table(int capacity, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(capacity)
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfter(Expiry.<K, Entry<V>>writing((key, entry) -> Duration.ofNanos(entry.nanos())))
                .build();
    }

    Optional<Entry<V>> get(K key) {
        return finder.apply(key);
    }

    void put(K key, Entry<V> entry) {
        writer.accept(key, entry);
    }

    void clear() {
        table.invalidateAll();
    }

    long size() {
        table.cleanUp();
        return table.estimatedSize();
    }

    /** Each entry with the time that is left to it. */
    void forEach(BiConsumer<K, Entry<V>> action) {
        table.policy()
                .expireVariably()
                .ifPresent(expiry -> table.asMap()
                        .forEach((key, entry) -> expiry.getExpiresAfter(key)
                                .ifPresent(left -> action.accept(
                                        key, new Entry<>(entry.value(), left.toNanos(), entry.generation())))));
    }
}
