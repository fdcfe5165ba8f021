// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.buffer.ByteBuf;
import java.util.function.LongConsumer;
import org.pathtracer.bufferbloat.LoadFailure;

/** A small request whose time is taken. */
final class Measured implements Exchange {
    private final long begunAt = System.nanoTime();
    private final LongConsumer onEnd;
    private final Runnable onFailure;
    private boolean over;

    /**
     * Begun now.
     *
     * @param onEnd takes the time to the end of the answer
     */
    Measured(LongConsumer onEnd, Runnable onFailure) {
        this.onEnd = onEnd;
        this.onFailure = onFailure;
    }

    @Override
    public void onData(ByteBuf data) {
        // A byte or so, of no interest.
    }

    @Override
    public void onEnd() {
        if (!over) {
            over = true;
            onEnd.accept(System.nanoTime() - begunAt);
        }
    }

    @Override
    public void onFailure(LoadFailure failure) {
        giveUp();
    }

    /** An answer that comes after this does not count. */
    void giveUp() {
        if (!over) {
            over = true;
            onFailure.run();
        }
    }
}
