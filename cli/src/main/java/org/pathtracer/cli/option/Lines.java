// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;

/**
 * Reads text in UTF-8 line by line, of which none can be too long for memory. A line ends with LF, CR LF or CR; a byte
 * order mark at the beginning is no part of the first.
 */
public final class Lines {
    private static final int LONGEST = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int number;

    public Lines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Of the line that was read last, from 1. */
    public int number() {
        return number;
    }

    /**
     * The next line without its end; null after the last.
     *
     * @throws InvalidRequestException if it is too long, or no UTF-8
     */
    @Nullable
    public String next() throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        bytes.reset();
        for (; next >= 0 && next != '\n' && next != '\r'; next = in.read()) {
            if (bytes.size() == LONGEST) {
                throw new InvalidRequestException("it is longer than %d bytes".formatted(LONGEST));
            }
            bytes.write(next);
        }
        if (next == '\r') {
            skipLineFeed();
        }
        String line = decoded();
        return number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    }

    private void skipLineFeed() throws IOException {
        in.mark(1);
        if (in.read() != '\n') {
            in.reset();
        }
    }

    private String decoded() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("it is not text in UTF-8");
        }
    }
}
