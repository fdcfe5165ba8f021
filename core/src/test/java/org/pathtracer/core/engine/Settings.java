// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.pathtracer.TransportChoice;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.ProbeProfile;

/** Settings without a tracer. */
public final class Settings {
    private Settings() {}

    /** At time 0, without a deadline. */
    public static Setting of(ProbeProfile profile) {
        return of(profile, () -> 0L);
    }

    /** At time 0, without a deadline, on a transport that may have only one probe of a flow in flight. */
    public static Setting of(ProbeProfile profile, boolean oneProbePerFlow) {
        return of(profile, oneProbePerFlow, () -> 0L);
    }

    /** With a clock, without a deadline. */
    public static Setting of(ProbeProfile profile, LongSupplier clock) {
        return of(profile, false, clock);
    }

    private static Setting of(ProbeProfile profile, boolean oneProbePerFlow, LongSupplier clock) {
        TransportChoice transport = new TransportChoiceRecord("test", "asked for", List.of());
        return new Setting(
                profile, transport, oneProbePerFlow, clock, clock.getAsLong(), Long.MAX_VALUE, Instant.EPOCH);
    }
}
