// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** Appends to what is no writer. */
final class AppendingWriter extends Writer {
    private final Appendable out;

    AppendingWriter(Appendable out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        out.append(CharBuffer.wrap(text, from, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
