// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.concurrent.TimeUnit;

/** A line on the terminal that tells why nothing happens, and goes when something does. */
final class Progress {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String ERASE_LINE = "\r\033[K";

    private final Terminal terminal;
    private long quietSince = System.nanoTime();
    private String shown = "";

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows it if nothing was printed for a second. */
    void show(String line) {
        if (terminal.progress() && !line.equals(shown) && System.nanoTime() - quietSince >= PATIENCE_NANOS) {
            shown = line;
            write(ERASE_LINE + line);
        }
    }

    /** Before anything is printed. */
    void erase() {
        quietSince = System.nanoTime();
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
