// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Lines on their way out, which are written together where they come fast: {@link #flush} hands on what there is, and
 * is called as soon as nothing more waits, so that none waits for the next.
 */
final class OutputBatch {
    private static final int BYTES = 1 << 16;

    private final Terminal terminal;
    private final OutputStream out = new BufferedOutputStream(new Watched(), BYTES);
    private boolean broken;

    OutputBatch(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command's output, which tells only when it is asked that nothing reads it any more. */
    private final class Watched extends OutputStream {
        @Override
        public void write(int one) {
            terminal.out().write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            terminal.out().write(bytes, from, length);
            broken |= terminal.out().checkError();
        }
    }

    /** Where lines are written. */
    OutputStream stream() {
        return out;
    }

    /** Whether the output is still read, as far as it was tried. */
    boolean isRead() {
        return !broken;
    }

    void flush() {
        doing(out::flush);
    }

    /** What writes or flushes. */
    interface Writing {
        void run() throws IOException;
    }

    static void doing(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("the command's output throws nothing", e);
        }
    }
}
