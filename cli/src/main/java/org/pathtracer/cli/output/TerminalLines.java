// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import org.pathtracer.report.format.Palette;
import org.pathtracer.report.text.LineOutput;

/** Results as lines on a terminal, and below them a line that says what is awaited. */
public final class TerminalLines implements LineOutput {
    private final Terminal terminal;
    private final Progress progress;

    public TerminalLines(Terminal terminal) {
        this.terminal = terminal;
        progress = new Progress(terminal);
    }

    /** The colours of the terminal. */
    public Palette palette() {
        return new Palette(terminal.colours());
    }

    @Override
    public void line(String line) {
        progress.erase();
        terminal.out().println(line);
        terminal.out().flush();
    }

    @Override
    public boolean lost() {
        return terminal.out().checkError();
    }

    /** Shows what is awaited, on a terminal. */
    public void waiting(String what) {
        progress.show(what);
    }

    /** Takes that line away. */
    public void erase() {
        progress.erase();
    }
}
