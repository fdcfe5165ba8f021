// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;

/** How long a body is, and how much of it has come (RFC 9112 section 6.3). */
abstract class BodyLength {
    private long bytes;

    /** Bytes of content that have come. */
    final long bytes() {
        return bytes;
    }

    /** Takes what belongs to the body. */
    abstract void read(ByteBuffer from) throws IOException;

    /** Whether all of it has come. */
    abstract boolean complete();

    /** Whether the end of the connection is the end of the body. */
    boolean mayEnd() {
        return complete();
    }

    final void skip(ByteBuffer from, long most) {
        int count = (int) Math.min(most, from.remaining());
        from.position(from.position() + count);
        bytes += count;
    }

    static BodyLength of(Map<String, String> headers) throws IOException {
        String coding = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT);
        if (coding.endsWith("chunked")) {
            return new Chunked();
        }
        String length = headers.get("content-length");
        if (length == null || !coding.isEmpty()) {
            return untilTheEnd();
        } else if (!length.matches("[0-9]{1,18}")) {
            throw new IOException("the length of the content is no number");
        }
        return of(Long.parseLong(length));
    }

    static BodyLength of(long length) {
        return new BodyLength() {
            @Override
            void read(ByteBuffer from) {
                skip(from, length - bytes());
            }

            @Override
            boolean complete() {
                return bytes() == length;
            }
        };
    }

    static BodyLength untilTheEnd() {
        return new BodyLength() {
            @Override
            void read(ByteBuffer from) {
                skip(from, from.remaining());
            }

            @Override
            boolean complete() {
                return false;
            }

            @Override
            boolean mayEnd() {
                return true;
            }
        };
    }

    /** Chunks, each behind its length in hex digits; the last is empty (RFC 9112 section 7.1). */
    private static final class Chunked extends BodyLength {
        private static final int LONGEST_LINE = 1000;

        private final StringBuilder line = new StringBuilder();
        private long left;
        private boolean last;
        private boolean complete;

        @Override
        boolean complete() {
            return complete;
        }

        @Override
        void read(ByteBuffer from) throws IOException {
            if (left > 0) {
                int before = from.remaining();
                skip(from, left);
                left -= before - from.remaining();
                return;
            }
            char next = (char) (from.get() & 0xff);
            if (next != '\n') {
                line.append(next);
                if (line.length() > LONGEST_LINE) {
                    throw new IOException("a chunk's length is longer than %d characters".formatted(LONGEST_LINE));
                }
                return;
            }
            String text = line.toString().strip();
            line.setLength(0);
            if (last) {
                // Trailers are of no interest; an empty line ends them.
                complete = text.isEmpty();
            } else if (!text.isEmpty()) {
                left = length(text);
                last = left == 0;
            }
        }

        private static long length(String text) throws IOException {
            String digits = text.replaceFirst("[ \t]*;.*", "");
            if (!digits.matches("[0-9a-fA-F]{1,15}")) {
                throw new IOException("a chunk's length is no number");
            }
            return Long.parseLong(digits, 16);
        }
    }
}
