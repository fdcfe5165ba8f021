// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of an {@link HttpCheck}. Times are those of the single phases, one after the other.
 *
 * @param contact whom it asked
 * @param connect from the SYN to the connection; empty if there was none
 * @param handshake the TLS handshake; empty without one
 * @param firstByte from the request to the first byte of the answer
 * @param rest from there to the end of the answer, of which at most 1 MiB is read
 * @param session what was agreed upon for TLS
 * @param status the status code; empty if no answer could be read
 * @param headers the header fields of the answer by lower-case name, in its order; several of one name are joined with
 *     commas
 * @param bodyBytes length of the body as far as it was read
 * @param bodyTruncated whether the body is longer than the 1 MiB that is read at most: {@code bodyBytes} and
 *     {@code rest} are those of its beginning only
 * @param failure what went wrong; empty if nothing did
 * @since 0.1.0
 */
public record HttpResult(
        Contact contact,
        Optional<Duration> connect,
        Optional<Duration> handshake,
        Optional<Duration> firstByte,
        Optional<Duration> rest,
        Optional<TlsSession> session,
        OptionalInt status,
        Map<String, String> headers,
        long bodyBytes,
        boolean bodyTruncated,
        Optional<ServiceFailure> failure)
        implements ServiceResult {
    /** Copies the list. */
    public HttpResult {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(handshake, "handshake");
        Objects.requireNonNull(firstByte, "firstByte");
        Objects.requireNonNull(rest, "rest");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(failure, "failure");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public boolean connectMayBeRepeated() {
        return ConnectTime.mayBeRepeated(connect);
    }

    @Override
    public boolean answered() {
        return connect.isPresent();
    }
}
