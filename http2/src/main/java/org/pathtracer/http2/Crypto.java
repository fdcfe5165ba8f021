// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what takes long in a TLS handshake: keys and signatures. On the loop it would delay the times of other
 * connections.
 */
final class Crypto extends ThreadPoolExecutor {
    private static final int THREADS = 2;

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Crypto() {
        super(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "pathtracer-request-tls");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    protected void terminated() {
        ended.complete(null);
    }

    /** Ends its threads; completed by the last of them. Idempotent. */
    CompletableFuture<Void> end() {
        shutdownNow();
        return ended;
    }
}
