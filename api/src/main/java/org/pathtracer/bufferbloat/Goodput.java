// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What load was carried in some time.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Goodput {
    /** Returns the number of bytes of content that arrived here; no headers. */
    long bytesDown();

    /** Returns the number of bytes of content that left this host. */
    long bytesUp();

    /** Returns the time it took. */
    Duration duration();

    /** Returns the Mbit/s towards this host; 0 in no time. */
    double mbpsDown();

    /** Returns the Mbit/s towards the server; 0 in no time. */
    double mbpsUp();

    /** Returns the sum of two times. */
    Goodput plus(Goodput other);
}
