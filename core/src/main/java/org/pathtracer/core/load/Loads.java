// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.load;

import java.lang.System.Logger.Level;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathtracer.NotSupportedException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.spi.LoadGenerator;
import org.pathtracer.spi.LoadProvider;
import org.pathtracer.spi.LoadTarget;

/** The load generators at work. Thread-safe. */
public final class Loads implements AutoCloseable {
    /** Begins with the first message: a logger takes more time than a short run has. */
    private static final class Logging {
        static final System.Logger LOGGER = System.getLogger("org.pathtracer");
    }

    private static final long CLOSE_MILLIS = 2000;
    /** Connections are cut in a few milliseconds, but threads may be slow to end on a busy machine. */
    private static final long LONGEST_WAIT_NANOS = 50_000_000;

    private final Set<LoadGenerator> open = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private final Timers timers;
    private @Nullable LoadProvider provider;
    private boolean closed;

    /** With what is found as a service. */
    public Loads(Timers timers) {
        this.timers = timers;
    }

    /** With a given provider. */
    public Loads(Timers timers, LoadProvider provider) {
        this.timers = timers;
        this.provider = provider;
    }

    /**
     * Opens a load and puts it beside an operation, whose end is the load's end too.
     *
     * @param strategy of the operation; told the load's reports
     * @param launch makes the operation of the strategy that it is given
     * @throws NotSupportedException if there is no provider
     * @throws TracerClosedException if closed
     */
    public <F, R> Launch<R> launch(
            LoadTarget target, LoadStrategy<F> strategy, Function<Strategy<F>, Launch<R>> launch) {
        LoadGenerator generator = open(target);
        return tied(launch.apply(new LoadDriver<>(strategy, generator)), generator);
    }

    private LoadGenerator open(LoadTarget target) {
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
                            + " org.pathtracer:pathtracer-http2 to the dependencies (org.pathtracer:pathtracer"
                            + " brings it, org.pathtracer:pathtracer-slim does not)"));
            provider = known;
        }
        return known;
    }

    /** The result waits a little for the load's end, but not for what is slow: {@link #close} does. */
    private <R> Launch<R> tied(Launch<R> launch, LoadGenerator generator) {
        CompletableFuture<R> result = new CompletableFuture<>();
        launch.result().whenComplete((value, cause) -> {
            Runnable tell = () -> {
                if (cause != null) {
                    result.completeExceptionally(cause);
                } else {
                    result.complete(value);
                }
            };
            generator.close().whenComplete((nothing, ignored) -> {
                open.remove(generator);
                tell.run();
            });
            if (!result.isDone()) {
                tellSoon(tell);
            }
        });
        // At once when cancelled, and not only when the operation has made its result.
        return new Launch<>(launch.operation(), result, generator::close);
    }

    private void tellSoon(Runnable tell) {
        try {
            timers.schedule(tell, LONGEST_WAIT_NANOS);
        } catch (RejectedExecutionException e) {
            // The tracer is being closed, and itself waits for the load.
            Logging.LOGGER.log(Level.DEBUG, "No timer any more", e);
        }
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
