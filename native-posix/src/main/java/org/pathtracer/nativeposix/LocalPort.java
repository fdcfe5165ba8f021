// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.pathtracer.AddressFamily;

/** A source port that is ours while this is open. */
public abstract class LocalPort {
    public final AddressFamily family;
    public final int number;
    /** Probes that wait for leaving from here, or for an answer here. */
    int users;
    /** When a probe was last given to it, in the loop's time. */
    long usedNanos;

    public LocalPort(AddressFamily family, int number) {
        this.family = family;
        this.number = number;
    }

    /** Gives the port back. */
    protected abstract void close();
}
