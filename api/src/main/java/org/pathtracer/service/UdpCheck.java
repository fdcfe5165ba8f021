// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.HexFormat;
import java.util.Objects;
import org.pathtracer.check.Argument;

/**
 * A check whether a UDP port answers a datagram, which is repeated every second until an answer arrives.
 *
 * @param target the service
 * @param payload what to send, as hex digits: 1 to 1400 bytes
 * @since 0.1.0
 */
public record UdpCheck(ServiceTarget target, String payload) implements ServiceCheck<UdpResult> {
    private static final int LARGEST = 1400;

    /** Throws {@link IllegalArgumentException} if the payload is invalid. */
    public UdpCheck {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(payload, "payload");
        Argument.require(
                payload.length() % 2 == 0 && payload.chars().allMatch(HexFormat::isHexDigit),
                "the payload must be pairs of hex digits");
        int bytes = payload.length() / 2;
        Argument.require(
                bytes >= 1 && bytes <= LARGEST, "the payload has %d bytes, but must have 1 to 1400".formatted(bytes));
    }

    /** Returns a check with all defaults. */
    public static UdpCheck of(String host, int port, byte[] payload) {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(payload, "payload");
        return new UdpCheck(ServiceTarget.of(host, port), HexFormat.of().formatHex(payload));
    }
}
