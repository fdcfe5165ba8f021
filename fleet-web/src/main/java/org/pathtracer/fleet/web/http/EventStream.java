// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Events on their way to one caller. The next one is taken from the source when the last one has left, so a caller that
 * does not read costs one event, and holds nothing else up.
 */
public final class EventStream extends IteratingCallback {
    /** Server-sent events have comments that clients pass over. */
    private static final byte[] SIGN_OF_LIFE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Response response;
    private final Callback callback;
    private final EventSource source;
    private final AtomicBoolean signDue = new AtomicBoolean(true);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long next;
    private boolean last;

    EventStream(Response response, Callback callback, EventSource source, long from) {
        this.response = response;
        this.callback = callback;
        this.source = source;
        next = from;
    }

    /** Sends a sign of life, unless something is on its way: a caller that has gone is noticed by it. */
    public void signOfLife() {
        signDue.set(true);
        iterate();
    }

    /** Completes when nothing more will be sent, for whatever reason. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    protected Action process() {
        if (last) {
            return Action.SUCCEEDED;
        }
        Optional<byte[]> event = source.event(next);
        if (event.isPresent()) {
            next++;
            response.write(false, ByteBuffer.wrap(event.get()), this);
            return Action.SCHEDULED;
        }
        if (source.endsBefore(next)) {
            last = true;
            response.write(true, ByteBuffer.allocate(0), this);
            return Action.SCHEDULED;
        }
        if (signDue.getAndSet(false)) {
            response.write(false, ByteBuffer.wrap(SIGN_OF_LIFE), this);
            return Action.SCHEDULED;
        }
        return Action.IDLE;
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
        ended.complete(null);
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        callback.failed(cause);
        ended.complete(null);
    }
}
