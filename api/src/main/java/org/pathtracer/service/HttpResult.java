// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What came of an {@link HttpCheck}. Times are those of the single phases, one after the other.
 *
 * @since 0.1.0
 */
@NotForImplementation
public non-sealed interface HttpResult extends ServiceResult {
    /** Returns the time from the SYN to the connection; empty if there was none. */
    Optional<Duration> connect();

    /** Returns how long the TLS handshake took; empty without one. */
    Optional<Duration> handshake();

    /** Returns the time from the request to the first byte of the answer. */
    Optional<Duration> firstByte();

    /** Returns the time from there to the end of the answer, of which at most 1 MiB is read. */
    Optional<Duration> rest();

    /** Returns what was agreed upon for TLS. */
    Optional<TlsSession> session();

    /** Returns the status code; empty if no answer could be read. */
    OptionalInt status();

    /**
     * Returns the header fields of the answer by lower-case name, in its order; several of one name are joined with
     * commas.
     */
    Map<String, String> headers();

    /** Returns the length of the body as far as it was read. */
    long bodyBytes();

    /**
     * Returns whether the body is longer than the 1 MiB that is read at most: {@code bodyBytes} and {@code rest} are
     * those of its beginning only.
     */
    boolean bodyTruncated();
}
