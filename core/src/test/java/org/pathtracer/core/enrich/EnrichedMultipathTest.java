// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.core.dns.NameServer;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.result.EnrichmentReportRecord;

/** Graphs whose vertices have names and networks, which a server on loopback knows. */
class EnrichedMultipathTest {
    private static final String TARGET = "93.184.216.34";
    private final NameServer server = NameServer.saying(NameServer.zone(
            "9.8.8.8.in-addr.arpa 600 PTR core9.transit.test",
            "34.216.184.93.in-addr.arpa 600 PTR www.target.test",
            "9.8.8.8.origin.asn.cymru.com 600 TXT \"64510 | 8.8.8.0/24 | US | arin | 1992-12-01\"",
            "AS64510.asn.cymru.com 600 TXT \"64510 | US | arin | 1992-12-01 | TRANSIT, US\""));

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private static MultipathResult discover(EnrichmentOptions options, UnaryOperator<MultipathRequest.Builder> request)
            throws Exception {
        InetAddress transit = InetAddress.getByName("8.8.8.9");
        ScriptedPath path = new ScriptedPath(3);
        path.at(2, (probe, number) -> List.of(Arrival.exceeded(2_000_000, transit)));
        try (PathTracer tracer = PathTracer.builder()
                .transport(ScriptedNetwork.threaded(path))
                .enrichment(options)
                .build()) {
            return tracer.discoverPaths(request.apply(
                            MultipathRequest.to(TARGET).protocol(Protocol.ICMP).rateLimit(0))
                    .build());
        }
    }

    private EnrichmentOptions options() {
        return EnrichmentOptions.builder()
                .dnsServers(List.of(server.address()))
                .asnByDns(true)
                .deadline(Duration.ofMinutes(1))
                .build();
    }

    @Test
    void vertices_haveNamesAndNetworks_andPathsAreFoundByThem() throws Exception {
        MultipathResult result = discover(options(), request -> request);
        assertThat(result.vertices().stream()
                        .flatMap(vertex -> vertex.hostname().stream())
                        .toList())
                .containsExactly("core9.transit.test", "www.target.test");
        assertThat(result.vertices().get(1).asn()).contains(64510L);
        assertThat(result.graph().pathsThroughAsn(64510)).isEqualTo(result.paths());
        assertThat(result.graph().pathsThroughAsn(64511)).isEmpty();
        assertThat(result.graph().of(result.paths()).vertices().get(1).hostname())
                .contains("core9.transit.test");
        assertThat(result.enrichment().missing()).isEmpty();
    }

    @Test
    void nothingWanted_nothingIsAsked() throws Exception {
        MultipathResult bare = discover(options(), request -> request.enrichment(false));
        assertThat(server.overUdp).isEmpty();
        assertThat(bare.enrichment()).isEqualTo(EnrichmentReportRecord.NONE);
        MultipathResult nameless = discover(options(), request -> request.reverseDns(false));
        assertThat(nameless.vertices()).extracting(MultipathVertex::hostname).allMatch(name -> name.isEmpty());
        assertThat(nameless.vertices().get(1).asn()).contains(64510L);
    }

    @Test
    void silentServer_isStatedAndNotWaitedForLongerThanItsDeadline() throws Exception {
        EnrichmentOptions silent = EnrichmentOptions.builder()
                .dnsServers(List.of(new InetSocketAddress("127.0.0.2", 9)))
                .deadline(Duration.ofMillis(1))
                .build();
        MultipathResult result = discover(silent, request -> request);
        assertThat(result.reached()).isTrue();
        assertThat(result.enrichment().missing())
                .extracting(EnrichmentReport.Missing::item)
                .contains(EnrichmentReport.Item.HOSTNAME);
    }
}
