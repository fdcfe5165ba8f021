// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;

/**
 * A check whether a TCP port accepts connections. The connection is closed at once, and nothing is sent over it.
 *
 * @param target the service
 * @since 0.1.0
 */
public record TcpCheck(ServiceTarget target) implements ServiceCheck<TcpResult> {
    /** Takes no null. */
    public TcpCheck {
        Objects.requireNonNull(target, "target");
    }

    /** Returns a check with all defaults. */
    public static TcpCheck of(String host, int port) {
        return new TcpCheck(ServiceTarget.of(host, port));
    }
}
