// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.RateLimit;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.engine.CommonLimit;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.io.Failures;
import org.pathtracer.spi.ProbeTransportProvider;

/**
 * A tracer's engines, one for each loop of each transport in use. The first operation that needs a loop opens it;
 * operations that need the same one meanwhile wait for that, and no others do. Thread-safe.
 */
final class Engines {
    private static final System.Logger LOG = System.getLogger("org.pathtracer");

    /** Opens an engine. */
    interface Opener {
        /**
         * Opens a provider's transport on a loop of its own.
         *
         * @param limit of all loops of this transport
         */
        ProbeEngine open(ProbeTransportProvider provider, CommonLimit limit);
    }

    /** So much to do that another loop is worth its thread: as many probes and operations together. */
    private static final int BUSY = 64;

    private final int most;
    private final RateLimit rateLimit;
    private final Opener opener;
    private final Executor closer;
    private final Object lock = new Object();
    private final IdentityHashMap<ProbeTransportProvider, Group> groups = new IdentityHashMap<>();
    /** Broken, and not closed yet. */
    private final List<ProbeEngine> discarded = new ArrayList<>();

    private boolean closed;

    /** The loops of one transport, by their number; the first is opened first. */
    private static final class Group {
        final CommonLimit limit;
        final @Nullable CompletableFuture<ProbeEngine>[] loops;

        @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
        Group(CommonLimit limit, int most) {
            this.limit = limit;
            loops = new CompletableFuture[most];
        }

        Stream<CompletableFuture<ProbeEngine>> known() {
            return Arrays.stream(loops).filter(Objects::nonNull);
        }

        Stream<ProbeEngine> open() {
            return known().filter(CompletableFuture::isDone)
                    .filter(loop -> !loop.isCompletedExceptionally())
                    .map(CompletableFuture::join);
        }

        /** The loop for one more operation: of those that are open the one with the least to do, or a further one. */
        int next() {
            int best = 0;
            int least = Integer.MAX_VALUE;
            int unopened = -1;
            for (int i = 0; i < loops.length; i++) {
                CompletableFuture<ProbeEngine> loop = loops[i];
                if (loop == null) {
                    unopened = unopened < 0 ? i : unopened;
                } else if (loop.isDone()
                        && !loop.isCompletedExceptionally()
                        && loop.join().load() < least) {
                    least = loop.join().load();
                    best = i;
                }
            }
            return unopened > 0 && least >= BUSY && least < Integer.MAX_VALUE ? unopened : best;
        }
    }

    /**
     * None yet.
     *
     * @param most loops of a transport that can have several
     * @param rateLimit of all loops of a transport together
     * @param closer where those whose transport broke are closed
     */
    Engines(int most, RateLimit rateLimit, Opener opener, Executor closer) {
        this.most = most;
        this.rateLimit = rateLimit;
        this.opener = opener;
        this.closer = closer;
    }

    /** Whether one is open, so that another operation on it needs nothing that takes long. */
    boolean warm() {
        synchronized (lock) {
            return groups.values().stream().flatMap(Group::known).anyMatch(CompletableFuture::isDone);
        }
    }

    /** How many loops a transport can have. */
    int most(ProbeTransportProvider provider) {
        return provider.severalLoops() ? most : 1;
    }

    /**
     * Refuses what would wait for its own thread.
     *
     * @throws IllegalStateException on a thread that probes
     */
    void requireOtherThread(String what) {
        List<ProbeEngine> open;
        synchronized (lock) {
            open = groups.values().stream().flatMap(Group::open).toList();
        }
        if (open.stream().anyMatch(ProbeEngine::inLoop)) {
            throw new IllegalStateException(what
                    + " waits, and can't be called on the thread that probes, which it waits for: use start(), or call it"
                    + " on another thread");
        }
    }

    /** The engine of a transport's first loop, opened if need be; throws what opening it throws. */
    ProbeEngine first(ProbeTransportProvider provider) throws InterruptedException {
        return of(provider, 0);
    }

    /** The same of the loop with the least to do. */
    ProbeEngine any(ProbeTransportProvider provider) throws InterruptedException {
        int loop;
        synchronized (lock) {
            loop = group(provider).next();
        }
        Optional<ProbeEngine> further = loop == 0 ? Optional.empty() : further(provider, loop);
        return further.isPresent() ? further.get() : first(provider);
    }

    /** The engines of the first loops: as many as asked for, or fewer if no more can be opened, but one at least. */
    List<ProbeEngine> several(ProbeTransportProvider provider, int count) throws InterruptedException {
        List<ProbeEngine> engines = new ArrayList<>();
        engines.add(first(provider));
        while (engines.size() < count) {
            Optional<ProbeEngine> further = further(provider, engines.size());
            if (further.isEmpty()) {
                break;
            }
            engines.add(further.get());
        }
        return engines;
    }

    /** The engine of a loop that is not needed: empty if it can't be opened. */
    private Optional<ProbeEngine> further(ProbeTransportProvider provider, int loop) throws InterruptedException {
        try {
            return Optional.of(of(provider, loop));
        } catch (TracerClosedException e) {
            throw e;
        } catch (PathTracerException e) {
            LOG.log(Level.DEBUG, "No further loop can be opened", e);
            return Optional.empty();
        }
    }

    private ProbeEngine of(ProbeTransportProvider provider, int loop) throws InterruptedException {
        CompletableFuture<ProbeEngine> own = new CompletableFuture<>();
        CompletableFuture<ProbeEngine> known;
        Group group;
        synchronized (lock) {
            requireOpen();
            group = group(provider);
            discardBroken(group, loop);
            known = group.loops[loop];
            if (known == null) {
                group.loops[loop] = own;
            }
        }
        return known == null ? open(provider, group, loop, own) : await(known);
    }

    /** Under the lock. */
    private Group group(ProbeTransportProvider provider) {
        return groups.computeIfAbsent(provider, key -> new Group(new CommonLimit(rateLimit, most(key)), most(key)));
    }

    private void discardBroken(Group group, int loop) {
        CompletableFuture<ProbeEngine> known = group.loops[loop];
        if (known != null && known.isDone() && known.join().broken()) {
            group.loops[loop] = null;
            ProbeEngine broken = known.join();
            discarded.add(broken);
            closer.execute(() -> close(broken));
        }
    }

    private void close(ProbeEngine broken) {
        try {
            broken.close();
        } finally {
            synchronized (lock) {
                discarded.remove(broken);
            }
        }
    }

    private ProbeEngine open(
            ProbeTransportProvider provider, Group group, int loop, CompletableFuture<ProbeEngine> opening) {
        try {
            ProbeEngine engine = opener.open(provider, group.limit);
            if (!keep(engine, opening)) {
                engine.close();
                throw closedException();
            }
            return engine;
        } catch (RuntimeException | Error e) {
            synchronized (lock) {
                if (group.loops[loop] == opening) {
                    group.loops[loop] = null;
                }
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

    /** Keeps any more from being opened, and gives those to be closed. What is just being opened closes itself. */
    List<ProbeEngine> shutDown() {
        synchronized (lock) {
            closed = true;
            List<ProbeEngine> open = Stream.concat(groups.values().stream().flatMap(Group::open), discarded.stream())
                    .toList();
            groups.clear();
            return open;
        }
    }
}
