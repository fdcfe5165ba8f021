// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;

/**
 * Which versions of QUIC a server speaks: it is offered one that is reserved and so forces it to list them (RFC 9000
 * section 6). No connection is made. The question is repeated after 1, 3 and 7 seconds.
 *
 * @param target where
 * @since 0.1.0
 */
public record QuicCheck(ServiceTarget target) implements ServiceCheck<QuicResult> {
    /** Takes no null. */
    public QuicCheck {
        Objects.requireNonNull(target, "target");
    }

    /** With all defaults. */
    public static QuicCheck of(String host, int port) {
        return new QuicCheck(ServiceTarget.of(host, port));
    }
}
