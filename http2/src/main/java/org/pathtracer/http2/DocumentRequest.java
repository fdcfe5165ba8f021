// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadFailure.Kind;
import org.pathtracer.spi.LoadTarget;

/** Fetches the server's document. */
final class DocumentRequest implements Session.Owner, Exchange {
    private static final int LARGEST = 64 * 1024;

    private final LoadTarget target;
    private final Consumer<NqDocument> onDocument;
    private final Consumer<LoadFailure> onFailure;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Session session;
    private boolean over;

    private DocumentRequest(LoadTarget target, Consumer<NqDocument> onDocument, Consumer<LoadFailure> onFailure) {
        this.target = target;
        this.onDocument = onDocument;
        this.onFailure = onFailure;
    }

    /** Sends it, on the thread of the loop; calls back there. */
    static void send(
            LoadTarget target,
            Loop loop,
            SslContext tls,
            Executor crypto,
            Consumer<NqDocument> onDocument,
            Consumer<LoadFailure> onFailure) {
        DocumentRequest request = new DocumentRequest(target, onDocument, onFailure);
        request.session = Session.open(loop, target, target.url(), tls, crypto, bytes -> {}, request);
        loop.events()
                .schedule(
                        () -> request.fail(
                                Failures.failure(Kind.STALLED, "The server did not send its document in time")),
                        target.timeout().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void onReady(Session ready) {
        ready.get(target.url(), this);
    }

    @Override
    public void onData(ByteBuf data) {
        if (data.readableBytes() > LARGEST - bytes.size()) {
            fail(Failures.failure(Kind.DOCUMENT, "The server's document is longer than " + LARGEST + " bytes"));
            return;
        }
        byte[] part = new byte[data.readableBytes()];
        data.getBytes(data.readerIndex(), part);
        bytes.writeBytes(part);
    }

    @Override
    public void onEnd() {
        if (over) {
            return;
        }
        try {
            NqDocument document = NqDocument.parse(bytes.toByteArray(), target.url());
            over = true;
            onDocument.accept(document);
            hangUp();
        } catch (NqDocument.Refused e) {
            fail(e.failure());
        }
    }

    @Override
    public void onFailure(LoadFailure failure) {
        fail(failure);
    }

    @Override
    public void onEnd(LoadFailure failure) {
        fail(failure);
    }

    private void fail(LoadFailure failure) {
        if (!over) {
            over = true;
            onFailure.accept(failure);
            hangUp();
        }
    }

    private void hangUp() {
        if (session != null) {
            session.abort();
        }
    }
}
