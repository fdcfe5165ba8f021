// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Duration;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What came of a {@link TlsCheck}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public non-sealed interface TlsResult extends ServiceResult {
    /** Returns the time from the SYN to the connection; empty if there was none. */
    Optional<Duration> connect();

    /** Returns how long the TLS handshake took; empty if it was not finished. */
    Optional<Duration> handshake();

    /** Returns what was agreed upon. */
    Optional<TlsSession> session();
}
