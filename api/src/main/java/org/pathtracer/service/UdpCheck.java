// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.HexFormat;
import java.util.Objects;
import org.pathtracer.check.Argument;

/**
 * A check whether a UDP port answers a datagram, which is repeated every second until an answer arrives.
 *
 * @since 0.1.0
 */
public final class UdpCheck implements ServiceCheck<UdpResult> {
    private final ServiceTarget target;
    private final String payload;

    private UdpCheck(Builder builder) {
        target = builder.target;
        payload = builder.payload;
    }

    /**
     * Starts a check.
     *
     * @param host name or address
     * @param port 1 to 65535
     * @throws IllegalArgumentException if they are something else
     */
    public static Builder to(String host, int port) {
        return new Builder(host, port);
    }

    @Override
    public ServiceTarget target() {
        return target;
    }

    /** Returns what to send, as hex digits. */
    public String payload() {
        return payload;
    }

    @Override
    public String toString() {
        return "UdpCheck[" + target.host() + ", port " + target.port() + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends ServiceCheckBuilder<Builder> {
        private static final int LARGEST = 1400;

        private String payload = "00";

        private Builder(String host, int port) {
            super(host, port);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets what to send. Default: a zero byte.
         *
         * @param bytes 1 to 1400
         */
        public Builder payload(byte[] bytes) {
            Objects.requireNonNull(bytes, "payload");
            return payload(HexFormat.of().formatHex(bytes));
        }

        /**
         * Sets what to send. Default: {@code 00}, a zero byte.
         *
         * @param digits hex digits of 1 to 1400 bytes
         */
        public Builder payload(String digits) {
            Objects.requireNonNull(digits, "payload");
            Argument.require(
                    digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit),
                    "the payload must be pairs of hex digits");
            int bytes = digits.length() / 2;
            Argument.require(
                    bytes >= 1 && bytes <= LARGEST,
                    "the payload has %d bytes, but must have 1 to 1400".formatted(bytes));
            payload = digits;
            return this;
        }

        /** Returns the check. */
        public UdpCheck build() {
            return new UdpCheck(this);
        }
    }
}
