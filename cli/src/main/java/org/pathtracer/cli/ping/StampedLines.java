// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.pathtracer.report.text.LineOutput;

/** Lines of which some begin with the time at which they are printed, as {@code ping -D} prints it. */
final class StampedLines implements LineOutput {
    private static final int NANOS_A_MICRO = 1000;

    private final LineOutput out;
    private final InstantSource clock;
    private boolean stamped;

    StampedLines(LineOutput out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Prints something, with the time or without.
     *
     * @param withTime whether its lines begin with the time
     * @param printing prints it, and says whether more is wanted
     */
    boolean line(boolean withTime, BooleanSupplier printing) {
        stamped = withTime;
        boolean more = printing.getAsBoolean();
        stamped = false;
        return more;
    }

    @Override
    public void line(String line) {
        out.line(stamped ? time() + line : line);
    }

    private String time() {
        Instant now = clock.instant();
        return String.format(Locale.ROOT, "[%d.%06d] ", now.getEpochSecond(), now.getNano() / NANOS_A_MICRO);
    }

    @Override
    public boolean lost() {
        return out.lost();
    }
}
