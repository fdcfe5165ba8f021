// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;

/**
 * Zeros with which routers fill up a quote: to a whole word, or to 128 bytes in front of extensions (RFC 4884 sections
 * 4 and 5.1). They say nothing of the probe, neither for it nor against it.
 */
final class Padding {
    private static final int WORD = 4;

    private Padding() {}

    /**
     * How many bytes of a quoted message are left without padding.
     *
     * @param offset where the message begins, or what is left of it behind its header
     * @param length bytes to the quote's end
     * @param shown bytes that every router quotes, also if they are zeros
     */
    static int without(ByteBuffer in, int offset, int length, int shown) {
        int end = length;
        while (end > shown && in.get(offset + end - 1) == 0) {
            end--;
        }
        // All headers are whole words. Less than a word that does not end at one is no filling.
        boolean filled = length % WORD == 0 || length - end >= WORD;
        return filled ? end : length;
    }
}
