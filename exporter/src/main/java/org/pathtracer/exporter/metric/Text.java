// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of text that grow. Numbers look as Java writes them, but no text is made of most of them. */
final class Text {
    private static final int FIRST_SIZE = 1 << 16;

    /** From here on Java writes numbers with exponents. */
    private static final long FIRST_EXPONENT = 10_000_000;

    private static final int MOST_DIGITS = 20;
    private static final byte[] NOT_A_NUMBER = bytes("NaN");
    private static final byte[] INFINITE = bytes("+Inf");
    private static final byte[] NEGATIVE_INFINITE = bytes("-Inf");
    private static final byte[] WHOLE = bytes(".0");

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Text add(byte[] piece) {
        room(piece.length);
        System.arraycopy(piece, 0, bytes, length, piece.length);
        length += piece.length;
        return this;
    }

    Text add(long value) {
        if (value < 0) {
            return add(bytes(Long.toString(value)));
        }
        room(MOST_DIGITS);
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        int at = length + digits;
        long rest = value;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (at > length);
        length += digits;
        return this;
    }

    Text add(double value) {
        long whole = (long) value;
        if (whole == value && whole >= 0 && whole < FIRST_EXPONENT) {
            return add(whole).add(WHOLE);
        }
        return add(
                Double.isNaN(value)
                        ? NOT_A_NUMBER
                        : Double.isInfinite(value)
                                ? value > 0 ? INFINITE : NEGATIVE_INFINITE
                                : bytes(Double.toString(value)));
    }

    Text newLine() {
        room(1);
        bytes[length++] = '\n';
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Writes what there is if it is this much. */
    void drain(int least, OutputStream out) throws IOException {
        if (length >= least) {
            out.write(bytes, 0, length);
            length = 0;
        }
    }
}
