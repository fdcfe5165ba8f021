// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.EnrichmentOptions.AsnZones;
import picocli.CommandLine.Option;

/** What asks others than the target, the hops before it and the system's name servers. All of it is off. */
public final class NetworkOptions {
    private static final int ZONES = 3;

    @Option(
            names = "--asn",
            description = "Name the networks of findings: ask Team Cymru's DNS, which learns the addresses of hops.")
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
            description = "Name them from a file in MaxMind's format (GeoLite2-ASN); nothing is asked.")
    private @Nullable Path asnDatabase;

    @Option(
            names = "--public-ip",
            description = "Ask servers outside under which address they see this host; they learn it.")
    private boolean publicIp;

    void applyTo(DiagnoseRequest.Builder builder) {
        builder.publicAddress(publicIp);
    }

    PathTracer.Builder configure(PathTracer.Builder builder) {
        if (!asn && !asnZones.isEmpty()) {
            throw new InvalidRequestException("--asn-zones has no effect without --asn");
        }
        return builder.enrichment(InvalidRequestException.checked(this::options));
    }

    private EnrichmentOptions options() {
        EnrichmentOptions.Builder builder = EnrichmentOptions.builder().asnByDns(asn);
        if (!asnZones.isEmpty()) {
            if (asnZones.size() != ZONES) {
                throw new InvalidRequestException("--asn-zones needs three zones: for IPv4, for IPv6, and for names");
            }
            builder.asnZones(new AsnZones(asnZones.get(0), asnZones.get(1), asnZones.get(2)));
        }
        if (asnDatabase != null) {
            builder.asnDatabase(asnDatabase);
        }
        return builder.build();
    }
}
