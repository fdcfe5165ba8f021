// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

/** Something open that sends and is read when {@link OpenSockets} gives it a turn. */
public abstract class Channel {
    /** Whether it waits for its turn. */
    boolean queued;

    /** Sends a batch if it may, then reads what is there. Gives whether it wants another turn. After close: nothing. */
    protected abstract boolean turn();

    /** Closes what it has open. Idempotent. */
    protected abstract void close();
}
