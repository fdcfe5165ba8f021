// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.enrich.EnrichmentReport;

/** The facts of a {@link EnrichmentReport.Missing}. */
public record MissingRecord(InetAddress address, EnrichmentReport.Item item, String reason)
        implements EnrichmentReport.Missing {
    /** Takes no null. */
    public MissingRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(reason, "reason");
    }
}
