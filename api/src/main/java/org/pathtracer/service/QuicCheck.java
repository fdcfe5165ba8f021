// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;

/**
 * A check which versions of QUIC a server supports. It offers a reserved version, which forces the server to list its
 * versions (RFC 9000 section 6). No connection is made. The question is repeated after 1, 3 and 7 seconds.
 *
 * @param target the service
 * @since 0.1.0
 */
public record QuicCheck(ServiceTarget target) implements ServiceCheck<QuicResult> {
    /** Takes no null. */
    public QuicCheck {
        Objects.requireNonNull(target, "target");
    }

    /** Returns a check with all defaults. */
    public static QuicCheck of(String host, int port) {
        return new QuicCheck(ServiceTarget.of(host, port));
    }
}
