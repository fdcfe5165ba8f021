// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pathtracer.check.Argument;

/**
 * A question for name servers. Names are absolute: no search list is applied.
 *
 * <pre>{@code
 * DnsQuery.of(RecordType.MX, "example.com").server(new InetSocketAddress("192.0.2.53", 53)).build()
 * }</pre>
 *
 * <p>Two queries are equal if their options are.
 *
 * @since 0.1.0
 */
public final class DnsQuery {
    private static final int LONGEST_NAME = 1023; // 255 bytes, each written as \DDD
    private static final int MOST_SERVERS = 16;
    private static final int MOST_ATTEMPTS = 10;
    private static final int SMALLEST_PAYLOAD = 512;
    private static final int LARGEST_PAYLOAD = 65_535;

    private final RecordType type;
    private final String name;
    private final List<InetSocketAddress> servers;
    private final Optional<URI> https;
    private final Optional<Duration> timeout;
    private final OptionalInt attempts;
    private final Duration deadline;
    private final boolean tcp;
    private final int udpPayload;

    private DnsQuery(Builder builder) {
        type = builder.type;
        name = builder.name;
        servers = builder.servers;
        https = builder.https;
        timeout = builder.timeout;
        attempts = builder.attempts;
        deadline = builder.deadline;
        tcp = builder.tcp;
        udpPayload = builder.udpPayload;
    }

    /** Starts a query. */
    public static Builder of(RecordType type, String name) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        return new Builder(type, name);
    }

    /** Starts a query for the names that belong to an address. */
    public static Builder reverse(InetAddress address) {
        Objects.requireNonNull(address, "address");
        return new Builder(RecordType.PTR, reverseName(address));
    }

    private static String reverseName(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean ipv4 = address instanceof Inet4Address;
        StringBuilder name = new StringBuilder();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int octet = bytes[i] & 0xff;
            name.append(
                    ipv4
                            ? octet + "."
                            : Integer.toHexString(octet & 0xf) + "." + Integer.toHexString(octet >> 4) + ".");
        }
        return name.append(ipv4 ? "in-addr.arpa" : "ip6.arpa").toString();
    }

    /** Returns the type of the records. */
    public RecordType type() {
        return type;
    }

    /** Returns the host or domain name; one in other letters than ASCII is encoded when it is asked for (IDNA). */
    public String name() {
        return name;
    }

    /** Returns the servers to ask, in this order; empty for the system's name servers. */
    public List<InetSocketAddress> servers() {
        return servers;
    }

    /** Returns the server for DNS over HTTPS to be asked instead; empty without one. */
    public Optional<URI> https() {
        return https;
    }

    /**
     * Returns the longest wait for the answer to one message; empty for what the system says for its name servers
     * (resolv.conf), else 2 s.
     */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Returns how often each server is asked at most; empty for what the system says, else 2. */
    public OptionalInt attempts() {
        return attempts;
    }

    /** Returns the limit of the whole query. */
    public Duration deadline() {
        return deadline;
    }

    /** Returns whether TCP is used from the start; else it is used where an answer does not fit a datagram. */
    public boolean tcp() {
        return tcp;
    }

    /** Returns the largest datagram that is announced as welcome (EDNS, RFC 6891); 0 for none: then it is 512 bytes. */
    public int udpPayload() {
        return udpPayload;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DnsQuery same && options().equals(same.options());
    }

    @Override
    public int hashCode() {
        return options().hashCode();
    }

    private List<Object> options() {
        return List.of(type, name, servers, https, timeout, attempts, deadline, tcp, udpPayload);
    }

    @Override
    public String toString() {
        return "DnsQuery[" + type + " " + name + "]";
    }

    /** Collects and checks the options. Not thread-safe. */
    public static final class Builder {
        private final RecordType type;
        private final String name;
        private List<InetSocketAddress> servers = List.of();
        private Optional<URI> https = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private OptionalInt attempts = OptionalInt.empty();
        private Duration deadline = Duration.ofSeconds(8);
        private boolean tcp;
        private int udpPayload = 1232;

        private Builder(RecordType type, String name) {
            this.type = type;
            this.name = name;
        }

        /** Sets the server to ask. Default: the system's name servers. */
        public Builder server(InetSocketAddress server) {
            Objects.requireNonNull(server, "server");
            return servers(List.of(server));
        }

        /**
         * Sets the servers to ask, the next one if one fails.
         *
         * @param inOrder up to 16, resolved; none for the system's name servers
         */
        public Builder servers(List<InetSocketAddress> inOrder) {
            servers = Argument.copy("inOrder", inOrder);
            return this;
        }

        /** Sets a server to ask over HTTPS (RFC 8484). It learns the name and this host's address. */
        public Builder https(URI server) {
            Objects.requireNonNull(server, "server");
            https = Optional.of(server);
            return this;
        }

        /**
         * Sets the longest wait for the answer to one message, at most a day. Default: the system's setting, or else 2
         * s.
         */
        public Builder timeout(Duration span) {
            Objects.requireNonNull(span, "span");
            timeout = Optional.of(span);
            return this;
        }

        /**
         * Sets how often each server is asked at most.
         *
         * @param count 1 to 10. Default: the system's setting, or else 2
         */
        public Builder attempts(int count) {
            attempts = OptionalInt.of(count);
            return this;
        }

        /** Limits the whole query, at most a day. Default: 8 s. */
        public Builder deadline(Duration span) {
            Objects.requireNonNull(span, "span");
            deadline = span;
            return this;
        }

        /** Sets whether TCP is used from the start. Default: false. */
        public Builder tcp(boolean value) {
            tcp = value;
            return this;
        }

        /**
         * Sets the largest datagram that is announced as acceptable.
         *
         * @param bytes 512 to 65535, or 0 for no EDNS. Default: 1232
         */
        public Builder udpPayload(int bytes) {
            udpPayload = bytes;
            return this;
        }

        /**
         * Returns the query.
         *
         * @throws IllegalArgumentException if an option is out of its range, or two contradict each other
         */
        public DnsQuery build() {
            check();
            return new DnsQuery(this);
        }

        /** All but whether the name is one. */
        private void check() {
            Argument.require(!name.isBlank(), "the name is empty");
            Argument.require(name.length() <= LONGEST_NAME, "the name is longer than 255 bytes");
            Argument.require(
                    servers.size() <= MOST_SERVERS, "there are more than %d name servers".formatted(MOST_SERVERS));
            for (InetSocketAddress server : servers) {
                String host = server.getHostString();
                Argument.require(!server.isUnresolved(), "the name server %s has no address".formatted(host));
                Argument.require(server.getPort() > 0, "the name server %s has no port".formatted(host));
            }
            https.ifPresent(server -> Argument.require(
                    "https".equalsIgnoreCase(server.getScheme()) && server.getHost() != null,
                    "%s is not a URI like https://dns.example/dns-query".formatted(server)));
            Argument.require(
                    https.isEmpty() || servers.isEmpty() && !tcp,
                    "DNS over HTTPS leaves other servers and TCP without effect: give one or the other");
            timeout.ifPresent(span -> Argument.span("timeout", span));
            attempts.ifPresent(count -> Argument.range("attempts", count, 1, MOST_ATTEMPTS));
            Argument.span("deadline", deadline);
            if (udpPayload != 0) {
                Argument.range("UDP payload", udpPayload, SMALLEST_PAYLOAD, LARGEST_PAYLOAD);
            }
        }
    }
}
