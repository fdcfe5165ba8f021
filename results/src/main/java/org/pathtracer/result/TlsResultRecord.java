// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.TlsResult;
import org.pathtracer.service.TlsSession;

/** The facts of a {@link TlsResult}. */
public record TlsResultRecord(
        Contact contact,
        Optional<Duration> connect,
        Optional<Duration> handshake,
        Optional<TlsSession> session,
        Optional<ServiceFailure> failure)
        implements TlsResult {
    /** Takes no null. */
    public TlsResultRecord {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(handshake, "handshake");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(failure, "failure");
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
