// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.io.Failures;
import org.pathtracer.spi.ProbeTransportProvider;

/**
 * A tracer's engines, one for each transport in use. The first operation that needs a transport opens it; operations
 * that need the same one meanwhile wait for that, and no others do. Thread-safe.
 */
final class Engines {
    private final Function<ProbeTransportProvider, ProbeEngine> opener;
    private final Executor closer;
    private final Object lock = new Object();
    private final IdentityHashMap<ProbeTransportProvider, CompletableFuture<ProbeEngine>> engines =
            new IdentityHashMap<>();
    private boolean closed;

    /**
     * None yet.
     *
     * @param closer where those whose transport broke are closed
     */
    Engines(Function<ProbeTransportProvider, ProbeEngine> opener, Executor closer) {
        this.opener = opener;
        this.closer = closer;
    }

    /** Whether one is open, so that another operation on it needs nothing that takes long. */
    boolean warm() {
        synchronized (lock) {
            return engines.values().stream().anyMatch(CompletableFuture::isDone);
        }
    }

    /**
     * Refuses what would wait for its own thread.
     *
     * @throws IllegalStateException on a thread that probes
     */
    void requireOtherThread(String what) {
        List<CompletableFuture<ProbeEngine>> all;
        synchronized (lock) {
            all = List.copyOf(engines.values());
        }
        if (all.stream()
                .anyMatch(engine -> engine.isDone()
                        && !engine.isCompletedExceptionally()
                        && engine.join().inLoop())) {
            throw new IllegalStateException(what
                    + " waits, and can't be called on the thread that probes, which it waits for: use start(), or call it"
                    + " on another thread");
        }
    }

    /** The engine of a transport, opened if need be; throws what opening it throws. */
    ProbeEngine of(ProbeTransportProvider provider) throws InterruptedException {
        CompletableFuture<ProbeEngine> own = new CompletableFuture<>();
        CompletableFuture<ProbeEngine> known;
        synchronized (lock) {
            requireOpen();
            discardBroken(provider);
            known = engines.putIfAbsent(provider, own);
        }
        return known == null ? open(provider, own) : await(known);
    }

    private void discardBroken(ProbeTransportProvider provider) {
        CompletableFuture<ProbeEngine> known = engines.get(provider);
        if (known != null && known.isDone() && known.join().broken()) {
            engines.remove(provider);
            closer.execute(known.join()::close);
        }
    }

    private ProbeEngine open(ProbeTransportProvider provider, CompletableFuture<ProbeEngine> opening) {
        try {
            ProbeEngine engine = opener.apply(provider);
            if (!keep(engine, opening)) {
                engine.close();
                throw closedException();
            }
            return engine;
        } catch (RuntimeException | Error e) {
            synchronized (lock) {
                engines.remove(provider, opening);
            }
            opening.completeExceptionally(e);
            throw e;
        }
    }

    /** False if all were closed meanwhile. */
    private boolean keep(ProbeEngine engine, CompletableFuture<ProbeEngine> opening) {
        synchronized (lock) {
            return !closed && opening.complete(engine);
        }
    }

    private static ProbeEngine await(CompletableFuture<ProbeEngine> opening) throws InterruptedException {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : Failures.thrown(e.getCause());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private static TracerClosedException closedException() {
        return new TracerClosedException("The tracer is closed");
    }

    /** Keeps any more from being opened, and gives those that are open. What is just being opened closes itself. */
    List<ProbeEngine> shutDown() {
        synchronized (lock) {
            closed = true;
            List<ProbeEngine> open = new ArrayList<>();
            engines.values().stream()
                    .filter(CompletableFuture::isDone)
                    .map(CompletableFuture::join)
                    .forEach(open::add);
            engines.clear();
            return open;
        }
    }
}
