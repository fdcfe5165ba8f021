// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.pathtracer.SharedCaches;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Registration;

/** All caches of a tracer, or of several. */
public final class Caches implements SharedCaches {
    private final AtomicLong generation = new AtomicLong();
    private final LongSupplier wallClock;
    private final LookupCache<Prefix, String> names;
    private final LookupCache<Prefix, Origin> origins;
    private final LookupCache<Long, String> asNames;
    private final LookupCache<Prefix, Location> locations;
    private final LookupCache<Prefix, Registration> registrations;

    /** Empty ones. */
    public Caches(CacheConfiguration configuration) {
        this(configuration, Ticker.systemTicker(), CacheFile.WALL_CLOCK);
    }

    /**
     * The same with a time given here.
     *
     * @param wallClock milliseconds since 1970, for files only
     */
    public Caches(CacheConfiguration configuration, Ticker ticker, LongSupplier wallClock) {
        this.wallClock = wallClock;
        int capacity = configuration.capacity();
        names = cache(Store.exact(capacity, ticker), configuration);
        origins =
                cache(Store.byPrefix(capacity, ticker, origin -> origin.prefix().map(Prefix::of)), configuration);
        asNames = cache(Store.exact(capacity, ticker), configuration);
        locations = cache(Store.exact(capacity, ticker), configuration);
        registrations = cache(Store.exact(capacity, ticker), configuration);
    }

    private <K, V> LookupCache<K, V> cache(Store<K, V> store, CacheConfiguration configuration) {
        return new LookupCache<>(store, configuration, generation::get);
    }

    /** Host names by address. */
    public LookupCache<Prefix, String> names() {
        return names;
    }

    /** Networks, without their names, by the prefix that an address is in. */
    public LookupCache<Prefix, Origin> origins() {
        return origins;
    }

    /** Names of autonomous systems by number. */
    public LookupCache<Long, String> asNames() {
        return asNames;
    }

    /** Places by address. */
    public LookupCache<Prefix, Location> locations() {
        return locations;
    }

    /** Registrations by address. */
    public LookupCache<Prefix, Registration> registrations() {
        return registrations;
    }

    private List<LookupCache<?, ?>> all() {
        return List.of(names, origins, asNames, locations, registrations);
    }

    /** First the generation, so that nothing older can come in behind the clearing. */
    @Override
    public void networkChanged() {
        generation.incrementAndGet();
        all().forEach(LookupCache::clear);
    }

    @Override
    public long size() {
        return all().stream().mapToLong(LookupCache::size).sum();
    }

    @Override
    public void save(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        CacheFile.write(file, wallClock.getAsLong(), out -> {
            out.section(names, Codec.PREFIX, Codec.TEXT);
            out.section(origins, Codec.PREFIX, Codec.ORIGIN);
            out.section(asNames, Codec.NUMBER, Codec.TEXT);
            out.section(locations, Codec.PREFIX, Codec.LOCATION);
            out.section(registrations, Codec.PREFIX, Codec.REGISTRATION);
        });
    }

    @Override
    public int load(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        long now = generation.get();
        return CacheFile.read(file, wallClock.getAsLong(), now, in -> {
            in.section(names, Codec.PREFIX, Codec.TEXT);
            in.section(origins, Codec.PREFIX, Codec.ORIGIN);
            in.section(asNames, Codec.NUMBER, Codec.TEXT);
            in.section(locations, Codec.PREFIX, Codec.LOCATION);
            in.section(registrations, Codec.PREFIX, Codec.REGISTRATION);
        });
    }
}
