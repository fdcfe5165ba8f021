// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.Reception;

/** The facts of a {@link ProbeOutcome.TimeExceeded}. */
public record TimeExceededRecord(Reception reception, QuotedPacket quoted, IcmpExtensions extensions)
        implements ProbeOutcome.TimeExceeded {
    /** Takes no null. */
    public TimeExceededRecord {
        Objects.requireNonNull(reception, "reception");
        Objects.requireNonNull(quoted, "quoted");
        Objects.requireNonNull(extensions, "extensions");
    }
}
