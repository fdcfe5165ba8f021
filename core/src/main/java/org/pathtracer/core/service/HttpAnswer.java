// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an answer of HTTP/1.x as it comes: keeps its head, and counts its body. */
final class HttpAnswer {
    private static final int LONGEST_HEAD = 1 << 16;
    private static final long LONGEST_BODY = 1 << 20;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})(?: .*)?");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_FINAL = 200;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final boolean headOnly;
    private final StringBuilder line = new StringBuilder();
    private int headBytes;
    private OptionalInt status = OptionalInt.empty();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean headRead;
    private BodyLength body = BodyLength.untilTheEnd();

    /** Of an answer to HEAD, which has no body, or to anything else. */
    HttpAnswer(boolean headOnly) {
        this.headOnly = headOnly;
    }

    OptionalInt status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    long bodyBytes() {
        return body.bytes();
    }

    /** Whether reading ended at the bound, before the body did. */
    boolean truncated() {
        return headRead && !body.complete() && body.bytes() >= LONGEST_BODY;
    }

    /** Whether nothing more is of interest. */
    boolean complete() {
        return headRead && (body.complete() || body.bytes() >= LONGEST_BODY);
    }

    /** Takes what came; throws for what is no answer. */
    void read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && !complete()) {
            if (headRead) {
                body.read(bytes);
            } else {
                readHead(bytes.get());
            }
        }
    }

    private void readHead(byte next) throws IOException {
        if (++headBytes > LONGEST_HEAD) {
            throw new IOException("the head of the answer is longer than %d bytes".formatted(LONGEST_HEAD));
        } else if (next != '\n') {
            line.append((char) (next & 0xff));
            return;
        }
        String text = line.toString().stripTrailing();
        line.setLength(0);
        if (status.isEmpty()) {
            readStatus(text);
        } else if (!text.isEmpty()) {
            readField(text);
        } else {
            endHead(status.getAsInt());
        }
    }

    private void readStatus(String text) throws IOException {
        Matcher matcher = STATUS_LINE.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("the answer is not HTTP/1");
        }
        status = OptionalInt.of(Integer.parseInt(matcher.group(1)));
    }

    private void readField(String text) throws IOException {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IOException("a header field has no name");
        }
        String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
        headers.merge(name, text.substring(colon + 1).strip(), (first, more) -> first + ", " + more);
    }

    /** RFC 9110 section 15.2: answers of the hundreds come before the one that counts. */
    private void endHead(int code) throws IOException {
        if (code < FIRST_FINAL && code != SWITCHING_PROTOCOLS) {
            status = OptionalInt.empty();
            headers.clear();
            return;
        }
        headRead = true;
        boolean none = headOnly || code == NO_CONTENT || code == NOT_MODIFIED || code == SWITCHING_PROTOCOLS;
        body = none ? BodyLength.of(0) : BodyLength.of(headers);
    }

    /** The connection ended; throws if that was too early. */
    void end() throws IOException {
        if (!headRead || !body.mayEnd()) {
            throw new EOFException("the server closed the connection within the answer");
        }
    }
}
