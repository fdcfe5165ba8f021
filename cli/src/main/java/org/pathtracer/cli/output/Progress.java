// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A line on the terminal that tells why nothing happens, and goes when something does. */
public final class Progress {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String ERASE_LINE = "\r\033[K";

    private final Terminal terminal;
    private final LongSupplier clock;
    private long quietSince;
    private String shown = "";

    public Progress(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    public Progress(Terminal terminal, LongSupplier clock) {
        this.terminal = terminal;
        this.clock = clock;
        quietSince = clock.getAsLong();
    }

    /** Shows it if nothing was printed for a second. */
    public void show(String line) {
        if (terminal.progress() && !line.equals(shown) && clock.getAsLong() - quietSince >= PATIENCE_NANOS) {
            shown = line;
            write(ERASE_LINE + line);
        }
    }

    /** Before anything is printed. */
    public void erase() {
        quietSince = clock.getAsLong();
        if (!shown.isEmpty()) {
            shown = "";
            write(ERASE_LINE);
        }
    }

    private void write(String text) {
        terminal.err().print(text);
        terminal.err().flush();
    }
}
