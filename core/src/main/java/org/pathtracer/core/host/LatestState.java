// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.host;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.interfaces.NetworkState;

/**
 * Tells a listener, one call at a time. One that is slower than the changes is told of the latest: states that were
 * overtaken while it was busy are left out, so that nothing piles up.
 */
final class LatestState {
    private final Consumer<NetworkState> listener;
    private final Executor callbacks;

    private final Object lock = new Object();
    private @Nullable NetworkState latest;
    private boolean telling;
    private boolean closed;

    LatestState(Consumer<NetworkState> listener, Executor callbacks) {
        this.listener = listener;
        this.callbacks = callbacks;
    }

    void tell(NetworkState state) {
        synchronized (lock) {
            latest = state;
            if (telling) {
                return;
            }
            telling = true;
        }
        callbacks.execute(this::run);
    }

    private void run() {
        NetworkState state = next();
        if (state == null) {
            return;
        }
        try {
            listener.accept(state);
        } finally {
            // Not in a circle here: where the listener throws, this is how the next state gets to it.
            callbacks.execute(this::run);
        }
    }

    private @Nullable NetworkState next() {
        synchronized (lock) {
            NetworkState state = closed ? null : latest;
            latest = null;
            telling = state != null;
            return state;
        }
    }

    /** No call begins after this. */
    void close() {
        synchronized (lock) {
            closed = true;
        }
    }
}
