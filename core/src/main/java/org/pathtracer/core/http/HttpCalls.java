// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Requests over the JDK's client, whose answers are bounded. That client can't be closed before Java 21; its thread
 * ends when interrupted, and to find it, it starts in a thread group of its own.
 */
public final class HttpCalls implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final long CLOSE_MILLIS = 2000;

    private final Executor executor;
    private final Set<Runnable> cancellations = ConcurrentHashMap.newKeySet();
    private final ThreadGroup threads = new ThreadGroup("pathtracer-http");

    private final Object lock = new Object();
    private @Nullable HttpClient client;
    private boolean closed;

    /** With threads for what the client does beside waiting: names, TLS, handing over answers. */
    public HttpCalls(Executor executor) {
        this.executor = executor;
    }

    /**
     * Sends a request; never blocks. Cancelling the future ends it.
     *
     * @param largest bytes of an answer's body beyond which it is refused
     * @throws RejectedExecutionException if closed
     */
    public CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, int largest) {
        HttpClient to = client();
        CompletableFuture<HttpResponse<byte[]>> call = to.sendAsync(request, info -> new BoundedBody(largest));
        Runnable cancellation = () -> call.cancel(true);
        cancellations.add(cancellation);
        call.whenComplete((answer, cause) -> cancellations.remove(cancellation));
        return call;
    }

    private HttpClient client() {
        synchronized (lock) {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            if (client == null) {
                client = born();
            }
            return client;
        }
    }

    /** A thread belongs to the group of the thread that makes it. */
    private HttpClient born() {
        CompletableFuture<HttpClient> made = new CompletableFuture<>();
        Thread maker = new Thread(
                threads,
                () -> {
                    try {
                        made.complete(HttpClient.newBuilder()
                                .executor(executor)
                                .connectTimeout(CONNECT_TIMEOUT)
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build());
                    } catch (RuntimeException | Error e) {
                        made.completeExceptionally(e);
                    }
                },
                "pathtracer-http-start");
        maker.setDaemon(true);
        maker.start();
        return made.join();
    }

    /** Ends every request, and the client's thread. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            client = null;
        }
        cancellations.forEach(Runnable::run);
        threads.interrupt();
        Thread[] left = new Thread[threads.activeCount() + 1];
        int count = threads.enumerate(left);
        try {
            for (int i = 0; i < count; i++) {
                left[i].join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
