// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loop;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Work on a loop that is done round after round; after some of them others on the loop have their turn. */
public final class Rounds {
    private static final int MOST = 4;

    private final Executor loop;
    private final Runnable round;
    private final BooleanSupplier more;
    private boolean running;
    private boolean coming;
    private boolean closed;

    /** Of which each does a part of the work, and {@code more} says whether there is any. */
    public Rounds(Executor loop, Runnable round, BooleanSupplier more) {
        this.loop = loop;
        this.round = round;
        this.more = more;
    }

    /** One at least, unless this comes from within one; then as many as there is work for. On the loop. */
    public void run() {
        if (running || closed) {
            return;
        }
        running = true;
        try {
            int done = 0;
            do {
                round.run();
            } while (more.getAsBoolean() && ++done < MOST);
        } finally {
            running = false;
        }
        if (more.getAsBoolean()) {
            soon();
        }
    }

    /** The same once all that is under way on the loop is done; asked for several times, it comes once. */
    public void soon() {
        if (!running && !closed && !coming) {
            coming = true;
            loop.execute(() -> {
                coming = false;
                run();
            });
        }
    }

    /** Begins none any more. */
    public void close() {
        closed = true;
    }

    /** Whether it was closed. */
    public boolean closed() {
        return closed;
    }
}
