// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.buffer.ByteBuf;
import org.pathtracer.bufferbloat.LoadFailure;

/**
 * One request and its answer, on the loop of its connection. Either {@link #onEnd} or {@link #onFailure} comes last.
 */
interface Exchange {
    /** The answer begins, with status 200. */
    default void onAnswer() {}

    /** A part of the content. */
    void onData(ByteBuf data);

    /** The answer is complete. */
    void onEnd();

    /** There will be no answer, or no more of it. */
    void onFailure(LoadFailure failure);
}
