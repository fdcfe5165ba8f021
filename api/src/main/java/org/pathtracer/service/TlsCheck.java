// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.List;
import java.util.Objects;
import org.pathtracer.check.Argument;

/**
 * A check of what a TLS server presents: version, cipher, certificates. The handshake is finished even if the
 * certificates are not trusted; the result has whether this system trusts them. Nothing is sent over the connection.
 *
 * @since 0.1.0
 */
public final class TlsCheck implements ServiceCheck<TlsResult> {
    private final ServiceTarget target;
    private final String serverName;
    private final List<String> protocols;

    private TlsCheck(Builder builder) {
        target = builder.target;
        serverName = builder.serverName;
        protocols = builder.protocols;
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

    /** Returns the name to ask for and to expect in the certificate. */
    public String serverName() {
        return serverName;
    }

    /** Returns the application protocols to offer (ALPN), in order of preference. */
    public List<String> protocols() {
        return protocols;
    }

    @Override
    public String toString() {
        return "TlsCheck[" + target.host() + ", port " + target.port() + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends ServiceCheckBuilder<Builder> {
        private static final int LONGEST = 255;

        private String serverName;
        private List<String> protocols = List.of("h2", "http/1.1");

        private Builder(String host, int port) {
            super(host, port);
            serverName = host;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Sets the name to ask for and to expect in the certificate. Default: the host. */
        public Builder serverName(String value) {
            Argument.require(!Objects.requireNonNull(value, "serverName").isEmpty(), "the server name is empty");
            serverName = value;
            return this;
        }

        /**
         * Sets the application protocols to offer (ALPN), in order of preference. Default: HTTP/2 and HTTP/1.1.
         *
         * @param names of 1 to 255 characters each; none for no offer
         */
        public Builder protocols(List<String> names) {
            List<String> copy = Argument.copy("protocols", names);
            Argument.require(
                    copy.stream().allMatch(name -> !name.isEmpty() && name.length() <= LONGEST),
                    "an application protocol has 1 to 255 characters");
            protocols = copy;
            return this;
        }

        /** Returns the check. */
        public TlsCheck build() {
            return new TlsCheck(this);
        }
    }
}
