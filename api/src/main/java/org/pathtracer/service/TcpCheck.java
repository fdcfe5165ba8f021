// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

/**
 * A check whether a TCP port accepts connections. The connection is closed at once, and nothing is sent over it:
 *
 * <pre>{@code
 * TcpCheck.to("example.com", 443).deadline(Duration.ofSeconds(2)).build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TcpCheck implements ServiceCheck<TcpResult> {
    private final ServiceTarget target;

    private TcpCheck(Builder builder) {
        target = builder.target;
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

    @Override
    public String toString() {
        return "TcpCheck[" + target.host() + ", port " + target.port() + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends ServiceCheckBuilder<Builder> {

        private Builder(String host, int port) {
            super(host, port);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Returns the check. */
        public TcpCheck build() {
            return new TcpCheck(this);
        }
    }
}
