// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.pathtracer.check.Argument;

/**
 * The sources from which a tracer gets names and networks of addresses. By default it asks for host names only, and
 * only the system's name servers; every other server is off until it is switched on here. Addresses that are not in
 * public use (private, shared, link-local, loopback, for documentation, ...) are never looked up, except by
 * {@link #localNames}.
 *
 * @param deadline longest time that a finished result waits for what is still being looked up
 * @param dnsServers name servers to ask, in this order; empty for the system's
 * @param dnsOverHttps a server for DNS over HTTPS to ask instead
 * @param localNames whether names of addresses that are not in public use are asked for too, but only of name servers
 *     that have such an address themselves
 * @param asnByDns whether origins are asked for by DNS, in the zones below: they learn each address
 * @param asnZones the zones to ask in
 * @param asnDatabase a file in MaxMind's format with the origins; asked before DNS
 * @param locationDatabase a file in MaxMind's format with the places
 * @param networkList a file that names known networks, a line each: {@code 192.0.2.0/24 ixp NAME}, or {@code cdn} or
 *     {@code cloud}; {@code #} begins a comment
 * @param rdap whether the registries are asked, through the server below: they learn each address
 * @param rdapServer the server to ask, for the path {@code ip/ADDRESS} below it
 * @param clientAsn the autonomous system of this host's access provider; empty for that of this host's public address,
 *     if it has one
 * @since 0.1.0
 */
public record EnrichmentOptions(
        Duration deadline,
        List<InetSocketAddress> dnsServers,
        Optional<URI> dnsOverHttps,
        boolean localNames,
        boolean asnByDns,
        AsnZones asnZones,
        Optional<Path> asnDatabase,
        Optional<Path> locationDatabase,
        Optional<Path> networkList,
        boolean rdap,
        URI rdapServer,
        OptionalLong clientAsn) {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long HIGHEST_ASN = 0xffffffffL;
    private static final int MOST_SERVERS = 16;

    /** Host names by the system's name servers, and nothing else. */
    public static final EnrichmentOptions DEFAULT = builder().build();

    /**
     * Checks everything but the files, which a tracer opens when it is built.
     *
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    public EnrichmentOptions {
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(dnsServers, "dnsServers");
        Objects.requireNonNull(dnsOverHttps, "dnsOverHttps");
        Objects.requireNonNull(asnZones, "asnZones");
        Objects.requireNonNull(asnDatabase, "asnDatabase");
        Objects.requireNonNull(locationDatabase, "locationDatabase");
        Objects.requireNonNull(networkList, "networkList");
        Objects.requireNonNull(rdapServer, "rdapServer");
        Objects.requireNonNull(clientAsn, "clientAsn");
        dnsServers = List.copyOf(dnsServers);
        Argument.require(
                !deadline.isNegative() && deadline.compareTo(LONGEST) <= 0,
                "enrichment deadline must be at least zero and at most 10 minutes");
        Argument.require(dnsServers.size() <= MOST_SERVERS, "there are more than " + MOST_SERVERS + " name servers");
        Argument.require(
                dnsServers.stream().noneMatch(InetSocketAddress::isUnresolved),
                "a name server has no address: " + dnsServers);
        Argument.require(
                dnsOverHttps.isEmpty() || dnsServers.isEmpty(),
                "DNS over HTTPS leaves other name servers without effect: give one or the other");
        Argument.require(
                dnsOverHttps.isEmpty() || !localNames,
                "local names are asked of name servers inside, not over HTTPS: give one or the other");
        dnsOverHttps.ifPresent(server -> https("DNS over HTTPS", server));
        https("RDAP", rdapServer);
        clientAsn.ifPresent(number -> Argument.require(
                number >= 1 && number <= HIGHEST_ASN,
                "client ASN is %d, but must be from 1 to %d".formatted(number, HIGHEST_ASN)));
    }

    private static void https(String what, URI server) {
        Argument.require(
                "https".equalsIgnoreCase(server.getScheme()) && server.getHost() != null,
                what + " needs a URI that begins with https://, which " + server + " is not");
    }

    /** Starts a configuration with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Zones with TXT records in the form of Team Cymru's.
     *
     * @param ipv4 origins by reversed IPv4 address
     * @param ipv6 origins by reversed nibbles of an IPv6 address
     * @param names names by {@code AS<number>}
     */
    public record AsnZones(String ipv4, String ipv6, String names) {
        /** Takes no null. */
        public AsnZones {
            Objects.requireNonNull(ipv4, "ipv4");
            Objects.requireNonNull(ipv6, "ipv6");
            Objects.requireNonNull(names, "names");
        }

        /** Team Cymru's own. */
        public static final AsnZones CYMRU =
                new AsnZones("origin.asn.cymru.com", "origin6.asn.cymru.com", "asn.cymru.com");
    }

    /** Collects the options. Not thread-safe. */
    public static final class Builder {
        private Duration deadline = Duration.ofSeconds(2);
        private List<InetSocketAddress> dnsServers = List.of();
        private Optional<URI> dnsOverHttps = Optional.empty();
        private boolean localNames;
        private boolean asnByDns;
        private AsnZones asnZones = AsnZones.CYMRU;
        private Optional<Path> asnDatabase = Optional.empty();
        private Optional<Path> locationDatabase = Optional.empty();
        private Optional<Path> networkList = Optional.empty();
        private boolean rdap;
        private URI rdapServer = URI.create("https://rdap.org/");
        private OptionalLong clientAsn = OptionalLong.empty();

        private Builder() {}

        /** Sets the longest time that a finished result waits for look-ups, at most 10 minutes. Default: 2 s. */
        public Builder deadline(Duration span) {
            Objects.requireNonNull(span, "span");
            deadline = span;
            return this;
        }

        /** Sets the name servers to ask, in this order. Default: the system's. */
        public Builder dnsServers(List<InetSocketAddress> inOrder) {
            dnsServers = Argument.copy("inOrder", inOrder);
            return this;
        }

        /** Sets a server to ask over HTTPS instead. It learns each address whose name or origin is looked up. */
        public Builder dnsOverHttps(URI server) {
            Objects.requireNonNull(server, "server");
            dnsOverHttps = Optional.of(server);
            return this;
        }

        /** Sets whether internal name servers are asked for names of private addresses too. Default: false. */
        public Builder localNames(boolean value) {
            localNames = value;
            return this;
        }

        /** Sets whether origins are looked up by DNS. Default: false. */
        public Builder asnByDns(boolean value) {
            asnByDns = value;
            return this;
        }

        /** Sets the zones in which origins are looked up. Default: {@link AsnZones#CYMRU}. */
        public Builder asnZones(AsnZones zones) {
            Objects.requireNonNull(zones, "zones");
            asnZones = zones;
            return this;
        }

        /** Sets a file with origins. */
        public Builder asnDatabase(Path file) {
            Objects.requireNonNull(file, "file");
            asnDatabase = Optional.of(file);
            return this;
        }

        /** Sets a file with places. */
        public Builder locationDatabase(Path file) {
            Objects.requireNonNull(file, "file");
            locationDatabase = Optional.of(file);
            return this;
        }

        /** Sets a file that names known networks. */
        public Builder networkList(Path file) {
            Objects.requireNonNull(file, "file");
            networkList = Optional.of(file);
            return this;
        }

        /** Sets whether the registries are asked. Default: false. */
        public Builder rdap(boolean value) {
            rdap = value;
            return this;
        }

        /**
         * Sets the server to ask for registrations. Default: {@code https://rdap.org/}, which redirects to the
         * registry.
         */
        public Builder rdapServer(URI server) {
            Objects.requireNonNull(server, "server");
            rdapServer = server;
            return this;
        }

        /**
         * Sets the autonomous system of this host's access provider.
         *
         * @param number 1 to 4294967295
         */
        public Builder clientAsn(long number) {
            clientAsn = OptionalLong.of(number);
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if one is out of its range, or two contradict each other
         */
        public EnrichmentOptions build() {
            return new EnrichmentOptions(
                    deadline,
                    dnsServers,
                    dnsOverHttps,
                    localNames,
                    asnByDns,
                    asnZones,
                    asnDatabase,
                    locationDatabase,
                    networkList,
                    rdap,
                    rdapServer,
                    clientAsn);
        }
    }
}
