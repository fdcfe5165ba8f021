// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.load;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.NotSupportedException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.spi.LoadGenerator;
import org.pathtracer.spi.LoadProvider;
import org.pathtracer.spi.LoadTarget;

/** The load generators at work. Thread-safe. */
public final class Loads implements AutoCloseable {
    private static final long CLOSE_MILLIS = 2000;

    private final Set<LoadGenerator> open = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private @Nullable LoadProvider provider;
    private boolean closed;

    /** With what is found as a service. */
    public Loads() {}

    /** With a given provider. */
    public Loads(LoadProvider provider) {
        this.provider = provider;
    }

    /**
     * Starts one.
     *
     * @throws NotSupportedException if there is no provider
     * @throws TracerClosedException if closed
     */
    public LoadGenerator open(LoadTarget target) {
        synchronized (lock) {
            if (closed) {
                throw new TracerClosedException("The tracer is closed");
            }
            LoadGenerator generator = provider().open(target);
            open.add(generator);
            return generator;
        }
    }

    private LoadProvider provider() {
        LoadProvider known = provider;
        if (known == null) {
            known = ServiceLoader.load(LoadProvider.class, LoadProvider.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new NotSupportedException("There is no load generator here: add the artifact"
                            + " org.pathtracer:pathtracer (or pathtracer-http2) to the dependencies"));
            provider = known;
        }
        return known;
    }

    /** The same operation, whose result comes once its load has ended, however it ends itself. */
    public <R> Launch<R> bound(Launch<R> launch, LoadGenerator generator) {
        CompletableFuture<R> result = new CompletableFuture<>();
        launch.result()
                .whenComplete((value, cause) -> generator.close().whenComplete((nothing, ignored) -> {
                    open.remove(generator);
                    if (cause != null) {
                        result.completeExceptionally(cause);
                    } else {
                        result.complete(value);
                    }
                }));
        return new Launch<>(launch.operation(), result);
    }

    /** Ends them all, and waits for it. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        CompletableFuture<?>[] ends = open.stream()
                .map(generator -> generator.close().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // They end by themselves; nothing depends on it.
            open.clear();
        }
    }
}
