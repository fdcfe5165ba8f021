// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;

/** What load was carried in some time. */
public interface Goodput {
    /** Returns the content that arrived here; no headers. */
    long bytesDown();

    /** Returns the content that left this host. */
    long bytesUp();

    /** Returns the time it took. */
    Duration duration();

    /** Returns the mbit/s towards this host; 0 in no time. */
    double mbpsDown();

    /** Returns the mbit/s towards the server; 0 in no time. */
    double mbpsUp();

    /** Returns of two times together. */
    Goodput plus(Goodput other);
}
