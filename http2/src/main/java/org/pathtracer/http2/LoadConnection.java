// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadFailure.Kind;
import org.pathtracer.spi.LoadTarget;
import org.pathtracer.spi.RequestTimes;

/** A connection that carries load: one large object after the other, until it is stopped. */
final class LoadConnection implements Session.Owner, Exchange {
    /** A server that ends an object sooner has none that is large. */
    private static final long SMALLEST_OBJECT = 100_000;
    /** A request's headers, its answer, and what TLS and HTTP/2 put around them. */
    private static final int REQUEST_BYTES = 250;

    private final LoadDirection direction;
    private final URI large;
    private final URI small;
    private final Loop loop;
    private final LoadTarget target;
    private final Ledger ledger;
    private final BiConsumer<LoadConnection, LoadFailure> onLost;
    private @Nullable Session session;
    private boolean ready;
    private boolean over;
    /** Seen by the loop in the midst of what it is at, which may be long where there is much to decrypt. */
    private volatile boolean stopped;

    private long objectBytes;

    LoadConnection(
            LoadDirection direction,
            URI large,
            URI small,
            Loop loop,
            LoadTarget target,
            Ledger ledger,
            BiConsumer<LoadConnection, LoadFailure> onLost) {
        this.direction = direction;
        this.large = large;
        this.small = small;
        this.loop = loop;
        this.target = target;
        this.ledger = ledger;
        this.onLost = onLost;
    }

    LoadDirection direction() {
        return direction;
    }

    void open(SslContext tls, Executor crypto) {
        loop.execute(() -> {
            if (!over) {
                session = Session.open(loop, target, large, tls, crypto, bytes -> {}, this);
            }
        });
    }

    @Override
    public void onReady(Session opened) {
        ready = true;
        load(opened);
    }

    private void load(Session opened) {
        objectBytes = 0;
        if (direction == LoadDirection.DOWN) {
            opened.get(large, this);
        } else {
            opened.post(large, this, bytes -> {
                objectBytes += bytes;
                ledger.bytesUp.add(bytes);
            });
        }
    }

    @Override
    public void onData(ByteBuf data) {
        if (direction == LoadDirection.DOWN) {
            objectBytes += data.readableBytes();
            ledger.bytesDown.add(data.readableBytes());
        }
    }

    @Override
    public void onEnd() {
        if (over || session == null) {
            return;
        }
        if (objectBytes < SMALLEST_OBJECT) {
            lose(Failures.failure(
                    Kind.CLOSED, "The server ended a large object after " + objectBytes + " bytes, too few for load"));
        } else {
            load(session);
        }
    }

    @Override
    public void onFailure(LoadFailure failure) {
        lose(failure);
    }

    @Override
    public void onEnd(LoadFailure failure) {
        lose(failure);
    }

    private void lose(LoadFailure failure) {
        if (!over) {
            over = true;
            onLost.accept(this, failure);
            hangUp();
        }
    }

    /** Measures a small request beside the load. */
    void request(long tag) {
        ledger.begin();
        loop.execute(() -> {
            if (over || !ready || session == null) {
                ledger.drop();
                return;
            }
            Measured measured =
                    new Measured(nanos -> ledger.end(new RequestTimes.OnLoadedConnection(tag, nanos)), () -> fail(tag));
            ledger.requestBytes.add(REQUEST_BYTES);
            session.get(small, measured);
            loop.events().schedule(measured::giveUp, target.timeout().toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    private void fail(long tag) {
        if (stopped) {
            ledger.drop();
        } else {
            ledger.end(new RequestTimes.Failed(tag));
        }
    }

    @Override
    public boolean unwanted() {
        return stopped;
    }

    /** Ends it at once; it is not missed. */
    void stop() {
        stopped = true;
        loop.execute(() -> {
            over = true;
            hangUp();
        });
    }

    private void hangUp() {
        if (session != null) {
            session.abort();
        }
    }
}
