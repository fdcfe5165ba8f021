// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadFailure.Kind;
import org.pathtracer.spi.LoadGenerator;
import org.pathtracer.spi.LoadReport;
import org.pathtracer.spi.LoadTarget;

/**
 * Load and measurement on loops apart: two for the load, and one where nothing happens but the requests on new
 * connections, so that load can't delay their times.
 */
final class NettyLoad implements LoadGenerator {
    private static final int LOAD_LOOPS = 2;

    /** What is known once the server's document is there. */
    private record Ready(NqDocument document, SslContext tls) {}

    private final LoadTarget target;
    private final Ledger ledger = new Ledger();
    private final Loop measurement = new Loop("pathtracer-request");
    private final Crypto crypto = new Crypto();
    private final List<Loop> loops;
    private final List<LoadConnection> connections = new CopyOnWriteArrayList<>();
    /** What it has outside of the heap is released once. */
    private final AtomicReference<@Nullable SslContext> context = new AtomicReference<>();

    private volatile @Nullable Ready ready;
    private volatile boolean closed;
    private int added;
    private int turn;

    NettyLoad(LoadTarget target) {
        this.target = target;
        Loop[] made = new Loop[LOAD_LOOPS];
        for (int i = 0; i < LOAD_LOOPS; i++) {
            made[i] = new Loop("pathtracer-load-" + i);
        }
        loops = List.of(made);
    }

    /**
     * Looks for the document. TLS is prepared on the loop too: that takes long the first time. Java's ciphers get warm
     * meanwhile.
     */
    void start() {
        measurement.execute(() -> {
            if (Tls.byJava()) {
                crypto.execute(new WarmUp());
            }
            try {
                SslContext tls = Tls.client(target.insecure());
                context.set(tls);
                DocumentRequest.send(
                        target, measurement, tls, crypto, document -> ready = new Ready(document, tls), ledger::fail);
            } catch (SSLException e) {
                ledger.fail(Failures.failure(Kind.TLS, "TLS can't be used here: " + e.getMessage()));
            }
        });
    }

    @Override
    public LoadReport poll() {
        return ledger.report(ready != null, count(LoadDirection.DOWN), count(LoadDirection.UP));
    }

    private int count(LoadDirection direction) {
        int count = 0;
        for (LoadConnection connection : connections) {
            count += connection.direction() == direction ? 1 : 0;
        }
        return count;
    }

    @Override
    public void addConnection(LoadDirection direction) {
        Ready known = ready;
        if (known == null || closed) {
            return;
        }
        Optional<URI> url = direction == LoadDirection.DOWN
                ? known.document().large()
                : known.document().upload();
        if (url.isEmpty()) {
            ledger.fail(Failures.failure(
                    Kind.DOCUMENT,
                    "The server's document has no "
                            + (direction == LoadDirection.DOWN ? "large_download_url" : "upload_url")));
            return;
        }
        Loop loop = loops.get(added++ % LOAD_LOOPS);
        LoadConnection connection =
                new LoadConnection(direction, url.get(), known.document().small(), loop, target, ledger, this::lost);
        connections.add(connection);
        connection.open(known.tls(), crypto);
    }

    private void lost(LoadConnection connection, LoadFailure failure) {
        // One that was stopped is no longer in the list, and not missed.
        if (connections.remove(connection) && count(connection.direction()) == 0) {
            ledger.fail(failure);
        }
    }

    @Override
    public void requestOnNewConnection(long tag) {
        Ready known = ready;
        if (known != null && !closed) {
            ledger.begin();
            measurement.execute(() ->
                    FreshRequest.send(tag, known.document().small(), measurement, target, known.tls(), crypto, ledger));
        }
    }

    @Override
    public void requestOnLoadedConnection(long tag) {
        LoadConnection[] busy = connections.toArray(new LoadConnection[0]);
        if (busy.length > 0) {
            busy[turn++ % busy.length].request(tag);
        }
    }

    @Override
    public void stopLoad() {
        List<LoadConnection> all = List.copyOf(connections);
        connections.clear();
        all.forEach(LoadConnection::stop);
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        ledger.close();
        stopLoad();
        CompletableFuture<?>[] ends = {
            measurement.close(), loops.get(0).close(), loops.get(1).close()
        };
        return CompletableFuture.allOf(ends)
                .thenCompose(closed -> crypto.end())
                .thenRun(() -> ReferenceCountUtil.release(context.getAndSet(null)));
    }
}
