// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

/**
 * A check which versions of QUIC a server supports. It offers a reserved version, which forces the server to list its
 * versions (RFC 9000 section 6). No connection is made. The question is repeated after 1, 3 and 7 seconds.
 *
 * @since 0.1.0
 */
public final class QuicCheck implements ServiceCheck<QuicResult> {
    private final ServiceTarget target;

    private QuicCheck(Builder builder) {
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
        return "QuicCheck[" + target.host() + ", port " + target.port() + "]";
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
        public QuicCheck build() {
            return new QuicCheck(this);
        }
    }
}
