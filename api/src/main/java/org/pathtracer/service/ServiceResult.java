// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.annotation.Reportable;

/**
 * What came of a check.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface ServiceResult extends Reportable
        permits TcpResult, UdpResult, DnsCheckResult, TlsResult, HttpResult, QuicResult {
    /** The server that it asked, and how long it took. */
    Contact contact();

    /** What went wrong; empty if the service did what it should. */
    Optional<ServiceFailure> failure();

    /** Whether a connection was made, or a datagram answered. */
    boolean answered();

    /**
     * Whether the TCP connection took so long, 0.9 s or more, that the system may have sent its packet again. Then the
     * time of the connection is no round trip of the network: the system waits 1 s before the first repetition, and
     * Java doesn't tell of it. False without a connection.
     */
    default boolean connectMayBeRepeated() {
        return false;
    }

    /** What the port has shown itself to be. */
    default PortState state() {
        if (answered()) {
            return PortState.OPEN;
        }
        return switch (failure().map(ServiceFailure::reason).orElse(ServiceFailure.Reason.BROKEN)) {
            case REFUSED -> PortState.CLOSED;
            case UNREACHABLE -> PortState.UNREACHABLE;
            case NO_ANSWER -> contact().address().isPresent() ? PortState.FILTERED : PortState.UNKNOWN;
            case UNKNOWN_NAME, BROKEN -> PortState.UNKNOWN;
        };
    }
}
