// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * The terminal while the live view has it: keys come at once, and the picture is on a screen of its own. What was there
 * before is back after the close. It works by {@code stty}, without native code; on Windows by foreign functions, from
 * Java 22 on.
 */
public final class MonitorScreen implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("org.jline");
    private static final String OWN_SCREEN = "\033[?1049h\033[?25l";
    private static final String SCREEN_BEFORE = "\033[?25h\033[?1049l";
    private static final String HOME = "\033[H";
    private static final String ERASE_REST_OF_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";
    /** There is no stty there, but Java's own calls since version 22. */
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private static final int KEY_WAIT_MILLIS = 100;
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private final org.jline.terminal.Terminal terminal;
    private final PrintStream out;
    private volatile Size size;
    private volatile boolean closed;

    private MonitorScreen(org.jline.terminal.Terminal terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
        size = terminal.getSize();
        // JLine's own handling of signals is off.
        Object unused = Signals.register("WINCH", () -> size = terminal.getSize());
        terminal.enterRawMode();
        keepInterrupts();
        write(OWN_SCREEN);
    }

    /** Takes the terminal over. */
    public static MonitorScreen open(PrintStream out) throws IOException {
        LOGGER.setLevel(Level.OFF);
        return new MonitorScreen(
                TerminalBuilder.builder()
                        .system(true)
                        .provider(WINDOWS ? "ffm" : "exec")
                        .dumb(false)
                        // Ctrl-C stays the JVM's business.
                        .nativeSignals(false)
                        .build(),
                out);
    }

    /** JLine's raw mode reads Ctrl-C as a key; here it must stay the JVM's business. */
    private void keepInterrupts() {
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(LocalFlag.ISIG, true);
        terminal.setAttributes(attributes);
    }

    public int columns() {
        return size.getColumns() > 0 ? size.getColumns() : USUAL_COLUMNS;
    }

    public int rows() {
        return size.getRows() > 0 ? size.getRows() : USUAL_ROWS;
    }

    /** Tells each key from now on, by its name, on a thread of its own. */
    public void onKey(Consumer<String> action) {
        Thread thread = new Thread(() -> readKeys(action), "pathtracer-keys");
        thread.setDaemon(true);
        thread.start();
    }

    private void readKeys(Consumer<String> action) {
        KeyReader keys = new KeyReader(terminal.reader());
        try {
            while (!closed) {
                String key = keys.next(KEY_WAIT_MILLIS);
                if (!key.isEmpty()) {
                    action.accept(key);
                }
            }
        } catch (IOException | IllegalStateException e) {
            // It was closed.
        }
    }

    /** Shows a picture instead of the one before. */
    public void draw(List<String> lines) {
        write(HOME + String.join(ERASE_REST_OF_LINE + "\r\n", lines) + ERASE_REST_OF_LINE + ERASE_BELOW);
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() {
        closed = true;
        write(SCREEN_BEFORE);
        try {
            terminal.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
