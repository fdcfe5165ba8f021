// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.web.access.AccessRules;
import org.pathtracer.fleet.web.access.Role;

/**
 * Where the pages of a fleet are, and which callers see them.
 *
 * @since 0.1.0
 */
public final class WebOptions {
    private final String host;
    private final int port;
    private final Optional<Credentials> tls;
    private final AccessRules access;

    private WebOptions(Builder builder, boolean loopback) {
        host = builder.host;
        port = builder.port;
        tls = builder.tls;
        access = new AccessRules(
                builder.tls,
                builder.proxyHeader,
                Set.copyOf(builder.proxies),
                Set.copyOf(builder.operators),
                builder.anonymous(loopback),
                loopback && !builder.publicRead);
    }

    /**
     * Starts with where to listen, such as {@code 127.0.0.1:7402}, {@code [::1]:7402} or {@code https://0.0.0.0:7402};
     * port 0 for any. Without a scheme it is HTTP on a loopback address and HTTPS on others.
     *
     * @throws InvalidRequestException if the text is something else
     */
    public static Builder builder(String address) {
        return new Builder(address);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Optional<Credentials> tls() {
        return tls;
    }

    AccessRules access() {
        return access;
    }

    /** Collects and checks the options. */
    public static final class Builder {
        private static final Pattern ADDRESS =
                Pattern.compile("(?:(https?)://)?(?:\\[([0-9A-Fa-f:.]+)\\]|([^:\\[\\]/\\s]+)):(\\d{1,5})/?");
        private static final int HIGHEST_PORT = 65_535;

        private final Optional<String> scheme;
        private final String host;
        private final int port;
        private Optional<Credentials> tls = Optional.empty();
        private Optional<String> proxyHeader = Optional.empty();
        private final Set<String> proxies = new HashSet<>(Set.of("127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1", "::1"));
        private final Set<String> operators = new HashSet<>();
        private boolean publicRead;
        private boolean anyoneMeasures;

        private Builder(String address) {
            Matcher parts = ADDRESS.matcher(address);
            if (!parts.matches() || Integer.parseInt(parts.group(4)) > HIGHEST_PORT) {
                throw new InvalidRequestException(
                        "\"%s\" is not ADDRESS:PORT, such as 127.0.0.1:7402 or https://0.0.0.0:7402"
                                .formatted(address));
            }
            scheme = Optional.ofNullable(parts.group(1));
            host = parts.group(2) == null ? parts.group(3) : parts.group(2);
            port = Integer.parseInt(parts.group(4));
        }

        /**
         * Sets the certificate for HTTPS, that of the hub. Callers that show the certificate of a client of the same
         * fleet are operators, as they can ask the hub itself too.
         */
        public Builder tls(Credentials credentials) {
            tls = Optional.of(credentials);
            return this;
        }

        /** Sets the header in which a proxy on this host, or one of {@link #proxy}, names the user. Default: none. */
        public Builder trustProxyHeader(String name) {
            if (!name.matches("[A-Za-z0-9-]{1,100}")) {
                throw new InvalidRequestException("\"%s\" is not the name of a header".formatted(name));
            }
            proxyHeader = Optional.of(name);
            return this;
        }

        /**
         * Adds the address of a proxy.
         *
         * @throws InvalidRequestException if it is not an address
         */
        public Builder proxy(String address) {
            if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
                throw new InvalidRequestException("the proxy \"%s\" is not an IP address".formatted(address));
            }
            try {
                InetAddress parsed = InetAddress.getByName(address); // a literal, so nothing is looked up
                proxies.add(parsed.getHostAddress());
                proxies.add("[" + parsed.getHostAddress() + "]");
            } catch (UnknownHostException e) {
                throw new InvalidRequestException("the proxy \"%s\" is not an IP address".formatted(address));
            }
            return this;
        }

        /** Adds a user of the proxy that may measure. The others may read. */
        public Builder operator(String user) {
            operators.add(user);
            return this;
        }

        /**
         * Sets whether callers that have not logged in may read. Default: on a loopback address without a proxy only.
         */
        public Builder publicRead(boolean allowed) {
            publicRead = allowed;
            return this;
        }

        /**
         * Sets whether callers that have not logged in may measure, which a loopback address allows only. Default: no.
         */
        public Builder anyoneMeasures(boolean allowed) {
            anyoneMeasures = allowed;
            return this;
        }

        private Role anonymous(boolean loopback) {
            if (anyoneMeasures) {
                return Role.OPERATOR;
            }
            // What a proxy on this host passes on without a user comes from a loopback address too.
            return publicRead || loopback && proxyHeader.isEmpty() ? Role.READER : Role.NONE;
        }

        /**
         * Returns the options.
         *
         * @throws InvalidRequestException if there is no way to log in, or too many callers could measure
         */
        public WebOptions build() {
            boolean loopback = host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
            boolean secure = scheme.map("https"::equals).orElse(!loopback && proxyHeader.isEmpty());
            if (secure && tls.isEmpty()) {
                throw new InvalidRequestException("HTTPS takes a certificate");
            }
            if (!operators.isEmpty() && proxyHeader.isEmpty()) {
                throw new InvalidRequestException("operators are users of a proxy: say which header names them");
            }
            if (anyoneMeasures && !loopback) {
                throw new InvalidRequestException(
                        "to let callers measure that have not logged in takes a loopback address");
            }
            if (!secure && !loopback && !publicRead && proxyHeader.isEmpty()) {
                throw new InvalidRequestException(
                        "without HTTPS and without a proxy that names its users there is no log-in: allow public reading, or use https://");
            }
            if (!secure) {
                tls = Optional.empty();
            }
            return new WebOptions(this, loopback);
        }
    }
}
