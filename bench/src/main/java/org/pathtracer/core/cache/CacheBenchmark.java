// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pathtracer.core.address.Prefix;

/** What it costs to get a host name that is known, among 10,000. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CacheBenchmark {
    private static final int NAMES = 8192;

    private final LookupCache<Prefix, String> cache = new Caches(CacheConfiguration.DEFAULT).names();
    private final Prefix[] keys = new Prefix[NAMES];
    private int next;

    @Setup
    public void fill() throws UnknownHostException {
        for (int i = 0; i < NAMES; i++) {
            keys[i] = Prefix.of(InetAddress.getByAddress(new byte[] {8, 8, (byte) (i >> 8), (byte) i}));
            String name = "host" + i;
            cache.get(
                            keys[i],
                            () -> CompletableFuture.completedFuture(new Found<>(Optional.of(name), Optional.empty())))
                    .join();
        }
    }

    /** A name that is known. */
    @Benchmark
    public CompletableFuture<Optional<String>> known() {
        return cache.get(keys[next++ & NAMES - 1], () -> {
            throw new IllegalStateException("it was known");
        });
    }
}
