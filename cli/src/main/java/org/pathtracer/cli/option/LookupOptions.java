// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.SharedCaches;
import org.pathtracer.cli.output.OutputFile;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.EnrichmentOptions.AsnZones;
import picocli.CommandLine.Option;

/** Where names and networks of hops are looked up. What asks other servers than the system's name servers is off. */
public final class LookupOptions {
    @Option(names = "--asn", description = "Ask Team Cymru's DNS for the networks of hops; it learns their addresses.")
    private boolean asn;

    @Option(
            names = "--asn-zones",
            paramLabel = "V4,V6,NAMES",
            split = ",",
            description = "Ask in these zones instead of Team Cymru's.")
    private List<String> asnZones = new ArrayList<>();

    @Option(
            names = "--asn-db",
            paramLabel = "FILE",
            description = "Networks from a file in MaxMind's format (GeoLite2-ASN), before DNS.")
    private @Nullable Path asnDatabase;

    @Option(
            names = "--location-db",
            paramLabel = "FILE",
            description = "Places from a file in MaxMind's format (GeoLite2-City).")
    private @Nullable Path locationDatabase;

    @Option(
            names = "--networks",
            paramLabel = "FILE",
            description = "Known networks, a line each: PREFIX ixp|cdn|cloud NAME.")
    private @Nullable Path networkList;

    @Option(names = "--rdap", description = "Ask the registries who holds the addresses; they learn them.")
    private boolean rdap;

    @Option(
            names = "--rdap-server",
            paramLabel = "URL",
            description = "Ask this server for RDAP (default: https://rdap.org/).")
    private @Nullable URI rdapServer;

    @Option(
            names = "--dns-server",
            paramLabel = "ADDRESS[:PORT]",
            converter = ServerConverter.class,
            description = "Ask this name server instead of the system's; give it again for more.")
    private List<InetSocketAddress> dnsServers = new ArrayList<>();

    @Option(names = "--dns-doh", paramLabel = "URL", description = "Ask over HTTPS instead.")
    private @Nullable URI dnsOverHttps;

    @Option(
            names = "--local-names",
            description = "Names of private addresses too, of name servers with such an address.")
    private boolean localNames;

    @Option(
            names = "--client-asn",
            paramLabel = "NUMBER",
            description = "Autonomous system of the own provider, to tell its segment.")
    private @Nullable Long clientAsn;

    @Option(
            names = "--enrich-deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for names and networks behind the trace (default: ${bundle:default.enrich}).")
    private @Nullable Duration deadline;

    @Option(
            names = "--cache",
            paramLabel = "FILE",
            description = "Keep what was looked up in this file, and read it first.")
    private @Nullable Path cache;

    private @Nullable SharedCaches caches;

    /**
     * Refuses options that can have no effect.
     *
     * @param enrichment whether anything is to be looked up
     * @param reverseDns whether names are
     */
    public void check(boolean enrichment, boolean reverseDns) {
        require(
                enrichment
                        || cache == null
                                && InvalidRequestException.checked(this::options)
                                        .equals(EnrichmentOptions.DEFAULT),
                "--no-enrich leaves the options for look-ups without effect; give one or the other");
        require(reverseDns || !localNames, "-n leaves --local-names without effect; give one or the other");
        OutputFile.requireReplaceable("--cache", cache);
        require(asn || asnZones.isEmpty(), "--asn-zones has no effect without --asn");
        require(rdap || rdapServer == null, "--rdap-server has no effect without --rdap");
    }

    /** Refuses all of them. */
    public void checkUnused(String why) {
        require(
                cache == null && InvalidRequestException.checked(this::options).equals(EnrichmentOptions.DEFAULT),
                why + "; leave out the options for look-ups");
        check(false, false);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidRequestException(sentence);
        }
    }

    public PathTracer.Builder configure(PathTracer.Builder builder) {
        if (cache != null) {
            caches = load(cache);
            builder.caches(caches);
        }
        return builder.enrichment(InvalidRequestException.checked(this::options));
    }

    private static SharedCaches load(Path file) {
        SharedCaches caches = SharedCaches.create();
        try {
            caches.load(file);
            return caches;
        } catch (IOException e) {
            throw new InvalidRequestException("The cache file " + file + " can't be read: " + e.getMessage());
        }
    }

    /** After the trace: writes what is known. */
    public void keep(Terminal terminal) {
        if (cache != null && caches != null) {
            try {
                caches.save(cache);
            } catch (IOException e) {
                terminal.complain("the cache file " + cache + " can't be written: " + e);
            }
        }
    }

    private EnrichmentOptions options() {
        EnrichmentOptions.Builder builder = EnrichmentOptions.builder()
                .asnByDns(asn)
                .rdap(rdap)
                .localNames(localNames)
                .dnsServers(dnsServers);
        set(asnDatabase, builder::asnDatabase);
        set(locationDatabase, builder::locationDatabase);
        set(networkList, builder::networkList);
        set(rdapServer, builder::rdapServer);
        set(dnsOverHttps, builder::dnsOverHttps);
        set(clientAsn, builder::clientAsn);
        set(deadline, builder::deadline);
        set(zones(), builder::asnZones);
        return builder.build();
    }

    private @Nullable AsnZones zones() {
        if (asnZones.isEmpty()) {
            return null;
        }
        require(asnZones.size() == 3, "--asn-zones needs three zones: for IPv4, for IPv6, and for names");
        return new AsnZones(asnZones.get(0), asnZones.get(1), asnZones.get(2));
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
