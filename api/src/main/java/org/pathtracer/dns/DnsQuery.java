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
import org.pathtracer.check.Argument;

/**
 * A question for name servers. Names are absolute: no search list is applied.
 *
 * <pre>{@code
 * DnsQuery.of(RecordType.MX, "example.com").server(new InetSocketAddress("192.0.2.53", 53)).build()
 * }</pre>
 *
 * @param type type of the records
 * @param name host or domain name; one in other letters than ASCII is encoded (IDNA)
 * @param servers the servers to ask, in this order; empty for the system's name servers
 * @param https a server for DNS over HTTPS, to be asked instead
 * @param timeout longest wait for the answer to one message; empty for what the system says for its name servers
 *     (resolv.conf), else 2 s
 * @param attempts how often each server is asked at most; empty for what the system says, else 2
 * @param deadline the limit of the whole query
 * @param tcp whether TCP is used from the start; else it is where an answer does not fit a datagram
 * @param udpPayload largest datagram that is announced as welcome (EDNS, RFC 6891); 0 for none: then it is 512 bytes
 * @since 0.1.0
 */
public record DnsQuery(
        RecordType type,
        String name,
        List<InetSocketAddress> servers,
        Optional<URI> https,
        Optional<Duration> timeout,
        OptionalInt attempts,
        Duration deadline,
        boolean tcp,
        int udpPayload) {
    private static final int LONGEST_NAME = 1023; // 255 bytes, each written as \DDD
    private static final int MOST_SERVERS = 16;
    private static final int MOST_ATTEMPTS = 10;
    private static final int SMALLEST_PAYLOAD = 512;
    private static final int LARGEST_PAYLOAD = 65_535;

    /**
     * Checks everything but whether the name is one.
     *
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    public DnsQuery {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(servers, "servers");
        Objects.requireNonNull(https, "https");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(attempts, "attempts");
        Objects.requireNonNull(deadline, "deadline");
        servers = List.copyOf(servers);
        Argument.require(!name.isBlank(), "the name is empty");
        Argument.require(name.length() <= LONGEST_NAME, "the name is longer than 255 bytes");
        Argument.require(servers.size() <= MOST_SERVERS, "there are more than %d name servers".formatted(MOST_SERVERS));
        for (InetSocketAddress server : servers) {
            Argument.require(
                    !server.isUnresolved(), "the name server %s has no address".formatted(server.getHostString()));
            Argument.require(server.getPort() > 0, "the name server %s has no port".formatted(server.getHostString()));
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

    /** Collects the options. Not thread-safe. */
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
            return new DnsQuery(type, name, servers, https, timeout, attempts, deadline, tcp, udpPayload);
        }
    }
}
