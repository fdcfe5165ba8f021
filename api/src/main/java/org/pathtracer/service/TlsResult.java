// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a {@link TlsCheck}.
 *
 * @param contact whom it asked
 * @param connect from the SYN to the connection; empty if there was none
 * @param handshake how long the TLS handshake took; empty if it was not finished
 * @param session what was agreed upon
 * @param failure what went wrong; empty if nothing did
 * @since 0.1.0
 */
public record TlsResult(
        Contact contact,
        Optional<Duration> connect,
        Optional<Duration> handshake,
        Optional<TlsSession> session,
        Optional<ServiceFailure> failure)
        implements ServiceResult {
    /** Takes no null. */
    public TlsResult {
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
