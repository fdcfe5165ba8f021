// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.service.Contact;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.TlsSession;

/** The facts of a {@link HttpResult}. */
public record HttpResultRecord(
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
        implements HttpResult {
    /** Copies the list. */
    public HttpResultRecord {
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
