// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.AddressFamily;

/** A source port that is ours while this is open. */
abstract class LocalPort {
    final AddressFamily family;
    final int number;
    /** Probes that wait for leaving from here, or for an answer here. */
    int users;
    /** When a probe was last given to it, in the loop's time. */
    long usedNanos;

    LocalPort(AddressFamily family, int number) {
        this.family = family;
        this.number = number;
    }

    /** Gives the port back. */
    abstract void close();
}
