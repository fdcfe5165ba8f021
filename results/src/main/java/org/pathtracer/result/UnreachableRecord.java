// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.Inet6Address;
import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.UnreachableReason;

/** The facts of a {@link ProbeOutcome.Unreachable}. */
public record UnreachableRecord(
        Reception reception,
        UnreachableReason reason,
        OptionalInt nextMtu,
        QuotedPacket quoted,
        IcmpExtensions extensions)
        implements ProbeOutcome.Unreachable {
    /** Takes no null. */
    public UnreachableRecord {
        Objects.requireNonNull(reception, "reception");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(nextMtu, "nextMtu");
        Objects.requireNonNull(quoted, "quoted");
        Objects.requireNonNull(extensions, "extensions");
    }

    private static final int ICMP_UNREACHABLE = 3;

    private static final int ICMPV6_UNREACHABLE = 1;

    @Override
    public String mark() {
        if (nextMtu.isPresent()) {
            return reason.mark() + "-" + nextMtu.getAsInt();
        }
        OptionalInt type = reception.icmpType();
        OptionalInt code = reception.icmpCode();
        if (reason != UnreachableReason.OTHER || type.isEmpty() || code.isEmpty()) {
            return reason.mark();
        }
        return reason.mark()
                + (isUsual(type.getAsInt()) ? "<%d>" : "<%2$d-%1$d>").formatted(code.getAsInt(), type.getAsInt());
    }

    private boolean isUsual(int type) {
        return type == (reception.address() instanceof Inet6Address ? ICMPV6_UNREACHABLE : ICMP_UNREACHABLE);
    }
}
