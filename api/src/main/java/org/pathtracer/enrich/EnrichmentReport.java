// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the enrichment of a result went.
 *
 * @param waited how long the finished result waited for it
 * @param missing what was requested and not found. An answer that there is no such entry is not missing
 * @since 0.1.0
 */
public record EnrichmentReport(Duration waited, List<Missing> missing) {
    /** Nothing was asked for. */
    public static final EnrichmentReport NONE = new EnrichmentReport(Duration.ZERO, List.of());

    /** Copies the list. */
    public EnrichmentReport {
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(missing, "missing");
        missing = List.copyOf(missing);
    }

    /** What can be asked about an address. */
    public enum Item {
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

    /**
     * One thing that was not found out.
     *
     * @param address of whom
     * @param item what
     * @param reason why, a sentence
     */
    public record Missing(InetAddress address, Item item, String reason) {
        /** Takes no null. */
        public Missing {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
