// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.pathtracer.annotation.NotForImplementation;

/**
 * How the enrichment of a result went.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface EnrichmentReport {
    /** Returns how long the finished result waited for it. */
    Duration waited();

    /** Returns what was requested and not found. An answer that there is no such entry is not missing. */
    List<Missing> missing();

    /** What can be asked about an address. */
    enum Item {
        /** Its name. */
        HOSTNAME,
        /** Its autonomous system. */
        ORIGIN,
        /** The name of its autonomous system. */
        AS_NAME,
        /** Where it is. */
        LOCATION,
        /** What the registry says. */
        REGISTRATION
    }

    /** One thing that was not found out. */
    @NotForImplementation
    interface Missing {
        /** Returns the address that it is about. */
        InetAddress address();

        /** Returns what was asked. */
        Item item();

        /** Returns why, a sentence. */
        String reason();
    }
}
