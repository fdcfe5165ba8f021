// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;

/** The facts of a {@link Reception}. */
public record ReceptionRecord(
        InetAddress address,
        Duration rtt,
        TimestampSource timestampSource,
        OptionalInt replyTtl,
        OptionalInt icmpType,
        OptionalInt icmpCode,
        boolean late,
        OptionalInt identification)
        implements Reception {
    /** Takes no null. */
    public ReceptionRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(rtt, "rtt");
        Objects.requireNonNull(timestampSource, "timestampSource");
        Objects.requireNonNull(replyTtl, "replyTtl");
        Objects.requireNonNull(icmpType, "icmpType");
        Objects.requireNonNull(icmpCode, "icmpCode");
        Objects.requireNonNull(identification, "identification");
    }

    /** One whose identification is not known. */
    public ReceptionRecord(
            InetAddress address,
            Duration rtt,
            TimestampSource timestampSource,
            OptionalInt replyTtl,
            OptionalInt icmpType,
            OptionalInt icmpCode,
            boolean late) {
        this(address, rtt, timestampSource, replyTtl, icmpType, icmpCode, late, OptionalInt.empty());
    }
}
