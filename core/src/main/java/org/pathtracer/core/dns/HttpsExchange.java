// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.io.Exchange;
import org.pathtracer.core.io.Failures;
import org.pathtracer.core.io.IoLoop;

/** A message and its answer over HTTPS (RFC 8484). */
final class HttpsExchange implements Exchange {
    private static final String MEDIA_TYPE = "application/dns-message";
    private static final int LARGEST_MESSAGE = 65_535;
    private static final int OK = 200;

    private final IoLoop loop;
    private final Listener listener;
    private @Nullable CompletableFuture<HttpResponse<byte[]>> call;
    private boolean ended;

    private HttpsExchange(IoLoop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    static Exchange start(IoLoop loop, HttpCalls http, URI server, byte[] message, Listener listener) {
        HttpsExchange exchange = new HttpsExchange(loop, listener);
        HttpRequest request = HttpRequest.newBuilder(server)
                .header("Content-Type", MEDIA_TYPE)
                .header("Accept", MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        listener.onSending();
        CompletableFuture<HttpResponse<byte[]>> call = http.send(request, LARGEST_MESSAGE);
        exchange.call = call;
        call.whenComplete((answer, cause) -> exchange.handOver(answer, cause));
        return exchange;
    }

    private void handOver(@Nullable HttpResponse<byte[]> answer, @Nullable Throwable cause) {
        try {
            loop.execute(() -> end(answer, cause));
        } catch (RejectedExecutionException e) {
            // The loop is closed, and has failed all that waited.
        }
    }

    private void end(@Nullable HttpResponse<byte[]> answer, @Nullable Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        if (answer == null) {
            Throwable known = cause instanceof CompletionException wrapped ? wrapped.getCause() : cause;
            listener.onFailure("HTTPS: " + (known == null ? "no answer" : Failures.words(known)));
        } else if (answer.statusCode() != OK) {
            listener.onFailure("HTTP status " + answer.statusCode());
        } else if (!answer.headers().firstValue("Content-Type").orElse("").startsWith(MEDIA_TYPE)) {
            listener.onFailure("the answer is not a DNS message");
        } else if (!listener.onMessage(answer.body())) {
            listener.onFailure("the answer belongs to another question");
        }
    }

    @Override
    public void cancel() {
        ended = true;
        if (call != null) {
            call.cancel(true);
        }
    }
}
