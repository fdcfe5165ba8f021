// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Optional;

/** What came of a check. */
public sealed interface ServiceResult permits TcpResult, UdpResult, DnsCheckResult, TlsResult, HttpResult, QuicResult {
    /** Whom it asked, and how long it took. */
    Contact contact();

    /** What went wrong; empty if the service did what it should. */
    Optional<ServiceFailure> failure();

    /** Whether a connection was made, or a datagram answered. */
    boolean answered();

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
