// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.AddressFamily;
import org.pathtracer.Hop;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.SharedCaches;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.dns.NameServer;
import org.pathtracer.core.http.LoopbackHttps;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.EventList;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.core.service.Loopback;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.enrich.NetworkLabel;
import org.pathtracer.enrich.Segment;
import org.pathtracer.publicaddress.PublicAddressRequest;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddressSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Traces of a scripted network with public addresses, whose names and networks a server on loopback knows. */
class EnrichedTraceTest {
    private static final String TARGET = "93.184.216.34";
    private static final String[] ZONE = {
        "1.2.0.5.in-addr.arpa 600 PTR edge1.provider.test",
        "9.8.8.8.in-addr.arpa 600 PTR core9.transit.test",
        "34.216.184.93.in-addr.arpa 600 PTR www.target.test",
        "1.0.168.192.in-addr.arpa 600 PTR gateway.home.test",
        "1.2.0.5.origin.asn.cymru.com 600 TXT \"64501 | 5.0.2.0/24 | DE | ripencc | 2012-05-01\"",
        "9.8.8.8.origin.asn.cymru.com 600 TXT \"64510 64511 | 8.8.8.0/24 | US | arin | 1992-12-01\"",
        "34.216.184.93.origin.asn.cymru.com 600 TXT \"15133 | 93.184.216.0/24 | US | ripencc | 2008-06-02\"",
        "AS64501.asn.cymru.com 600 TXT \"64501 | DE | ripencc | 2012-05-01 | PROVIDER, DE\"",
        "AS64510.asn.cymru.com 600 TXT \"64510 | US | arin | 1992-12-01 | TRANSIT, US\"",
        "AS15133.asn.cymru.com 600 TXT \"15133 | US | arin | 2000-01-01 | TARGET, US\"",
    };

    private final NameServer server = NameServer.saying(NameServer.zone(ZONE));
    private final List<PathTracer> tracers = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        tracers.forEach(PathTracer::close);
        server.close();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Home router, carrier-grade NAT, provider, a silent hop, transit, target. */
    private static ScriptedPath path() {
        ScriptedPath path = new ScriptedPath(6).silentAt(4);
        Map<Integer, String> routers = Map.of(1, "192.168.0.1", 2, "100.64.0.1", 3, "5.0.2.1", 5, "8.8.8.9");
        routers.forEach((ttl, router) ->
                path.at(ttl, (probe, number) -> List.of(Arrival.exceeded(ttl * 1_000_000L, address(router)))));
        return path;
    }

    private EnrichmentOptions options(UnaryOperator<EnrichmentOptions.Builder> change) {
        return change.apply(EnrichmentOptions.builder()
                        .dnsServers(List.of(server.address()))
                        .deadline(Duration.ofMinutes(1)))
                .build();
    }

    private PathTracer tracer(EnrichmentOptions options, Optional<SharedCaches> caches) {
        PathTracer.Builder builder =
                PathTracer.builder().transport(ScriptedNetwork.threaded(path())).enrichment(options);
        caches.ifPresent(builder::caches);
        PathTracer tracer = builder.build();
        tracers.add(tracer);
        return tracer;
    }

    private PathTracer tracer(UnaryOperator<EnrichmentOptions.Builder> change) {
        return tracer(options(change), Optional.empty());
    }

    private List<String> asked() {
        return server.overUdp.stream()
                .map(Message::getQuestion)
                .map(question -> question.getName().toString(true))
                .toList();
    }

    private static List<String> hostnames(TraceResult result) {
        return result.hops().stream()
                .map(hop -> hop.responders().stream()
                        .flatMap(responder -> responder.hostname().stream())
                        .collect(Collectors.joining(",")))
                .toList();
    }

    private static List<Segment> segments(TraceResult result) {
        return result.hops().stream().flatMap(hop -> hop.segment().stream()).toList();
    }

    @Test
    void lookUp_tellsOfOneAddress_andAsksForItsNameIfThatIsWanted() throws Exception {
        InetAddress address = InetAddress.getByName("93.184.216.34");
        PathTracer tracer = tracer(options -> options);
        assertThat(tracer.lookUp(address, false).toCompletableFuture().get().isEmpty())
                .isTrue();
        assertThat(asked()).isEmpty();
        assertThat(tracer.lookUp(address, true).toCompletableFuture().get().hostname())
                .contains("www.target.test");
        InetAddress inside = InetAddress.getByName("192.168.1.1");
        assertThat(tracer.lookUp(inside, true).toCompletableFuture().get().isEmpty())
                .isTrue();
        assertThat(asked()).containsExactly("34.216.184.93.in-addr.arpa");
    }

    @Test
    void default_asksForNamesOfPublicAddressesAndNothingElse() {
        TraceResult result = tracer(options -> options).trace(TARGET);
        assertThat(hostnames(result))
                .containsExactly("", "", "edge1.provider.test", "", "core9.transit.test", "www.target.test");
        assertThat(asked())
                .containsExactlyInAnyOrder(
                        "1.2.0.5.in-addr.arpa", "9.8.8.8.in-addr.arpa", "34.216.184.93.in-addr.arpa");
        assertThat(segments(result))
                .containsExactly(
                        Segment.LAN,
                        Segment.ISP,
                        Segment.TRANSIT,
                        Segment.TRANSIT,
                        Segment.TRANSIT,
                        Segment.DESTINATION);
        assertThat(result.enrichment().missing()).isEmpty();
        assertThat(result.destination().hostname()).contains("www.target.test");
    }

    @Test
    void asnByDns_tellsNetworksAndSegments() {
        TraceResult result =
                tracer(options -> options.asnByDns(true).clientAsn(64501)).trace(TARGET);
        Hop provider = result.hops().get(2);
        assertThat(provider.responders().get(0).asn()).contains(64501L);
        assertThat(provider.responders().get(0).asName()).contains("PROVIDER, DE");
        assertThat(provider.responders().get(0).prefix().orElseThrow()).hasToString("5.0.2.0/24");
        assertThat(provider.responders().get(0).country()).contains("DE");
        assertThat(result.hops().get(4).responders().get(0).info().asns()).containsExactly(64510L, 64511L);
        assertThat(result.destination().asn()).contains(15133L);
        assertThat(segments(result))
                .containsExactly(
                        Segment.LAN, Segment.ISP, Segment.ISP, Segment.UNKNOWN, Segment.TRANSIT, Segment.DESTINATION);
        assertThat(asked()).doesNotHaveDuplicates().allMatch(name -> !name.contains("168.192"));
    }

    @Test
    void withoutNames_noneIsAskedFor() {
        PathTracer tracer = tracer(options -> options);
        TraceResult result =
                tracer.trace(TraceRequest.to(TARGET).reverseDns(false).build());
        assertThat(asked()).isEmpty();
        assertThat(hostnames(result)).containsOnly("");
        assertThat(segments(result)).hasSize(6);
    }

    @Test
    void withoutEnrichment_hopsAreBare() throws Exception {
        PathTracer tracer = tracer(options -> options.asnByDns(true));
        List<TraceEvent> events = new CopyOnWriteArrayList<>();
        TraceResult result =
                traced(tracer, TraceRequest.to(TARGET).enrichment(false).build(), events);
        assertThat(asked()).isEmpty();
        assertThat(segments(result)).isEmpty();
        assertThat(events).noneMatch(TraceEvent.HopEnriched.class::isInstance);
    }

    @Test
    void everyHop_isToldOnceInOrderBeforeTheEnd() throws Exception {
        List<TraceEvent> events = new CopyOnWriteArrayList<>();
        traced(tracer(options -> options), TraceRequest.to(TARGET).build(), events);
        List<Hop> told = events.stream()
                .filter(TraceEvent.HopEnriched.class::isInstance)
                .map(event -> ((TraceEvent.HopEnriched) event).hop())
                .toList();
        assertThat(told).extracting(Hop::ttl).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(told.get(4).responders().get(0).hostname()).contains("core9.transit.test");
        assertThat(told.get(0).segment()).contains(Segment.LAN);
    }

    private static TraceResult traced(PathTracer tracer, TraceRequest request, List<TraceEvent> events)
            throws InterruptedException, ExecutionException {
        EventList<TraceEvent> told = new EventList<>();
        try (Measurement<TraceEvent, TraceResult> trace = tracer.start(request)) {
            trace.events().subscribe(told);
            TraceResult result = trace.result().toCompletableFuture().get();
            events.addAll(told.await());
            return result;
        }
    }

    @Test
    void secondTrace_asksNothing() {
        PathTracer tracer = tracer(options -> options.asnByDns(true));
        TraceResult first = tracer.trace(TARGET);
        int before = server.overUdp.size();
        TraceResult second = tracer.trace(TARGET);
        assertThat(server.overUdp).hasSize(before);
        assertThat(hostnames(second)).isEqualTo(hostnames(first));
        tracer.networkChanged();
        tracer.trace(TARGET);
        assertThat(server.overUdp).hasSize(2 * before);
    }

    @Test
    void sharedCaches_serveOtherTracersAndOwnOnesDoNot() {
        SharedCaches shared = SharedCaches.create();
        tracer(options(options -> options), Optional.of(shared)).trace(TARGET);
        assertThat(shared.size()).isEqualTo(3);
        tracer(options(options -> options), Optional.of(shared)).trace(TARGET);
        assertThat(server.overUdp).hasSize(3);
        tracer(options(options -> options), Optional.empty()).trace(TARGET);
        assertThat(server.overUdp).hasSize(6);
    }

    @Test
    void concurrentTraces_askOnce() {
        PathTracer tracer = tracer(options -> options.asnByDns(true));
        List<CompletableFuture<TraceResult>> traces = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            traces.add(tracer.start(TraceRequest.to(TARGET).build()).result().toCompletableFuture());
        }
        traces.forEach(trace -> assertThat(hostnames(trace.join())).contains("core9.transit.test"));
        assertThat(asked()).doesNotHaveDuplicates();
    }

    @Test
    void silentServer_costsTheDeadlineAndIsReported() {
        server.nowSays(NameServer.SILENCE);
        TraceResult result =
                tracer(options -> options.deadline(Duration.ofMillis(50))).trace(TARGET);
        assertThat(result.reached()).isTrue();
        assertThat(result.enrichment().waited()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(30));
        assertThat(result.enrichment().missing())
                .extracting(EnrichmentReport.Missing::address)
                .containsExactlyInAnyOrder(address("5.0.2.1"), address("8.8.8.9"), address(TARGET));
        assertThat(result.enrichment().missing())
                .allMatch(missing -> missing.item() == EnrichmentReport.Item.HOSTNAME
                        && missing.reason().equals("not known in time"));
        assertThat(segments(result)).hasSize(6);
    }

    @Test
    void deadServer_isReportedWithItsReason() throws Exception {
        InetSocketAddress nobody = server.address();
        server.close();
        TraceResult result =
                tracer(options -> options.dnsServers(List.of(nobody))).trace(TARGET);
        assertThat(result.enrichment().missing())
                .hasSize(3)
                .allMatch(missing -> missing.reason().contains("port unreachable"));
    }

    @Test
    void failingServer_isReportedAndAskedAgainNextTime() {
        server.nowSays(NameServer.code(Rcode.SERVFAIL));
        PathTracer tracer = tracer(options -> options);
        assertThat(tracer.trace(TARGET).enrichment().missing())
                .hasSize(3)
                .allMatch(missing -> missing.reason().endsWith("could not answer: SERVER_FAILURE"));
        server.nowSays(NameServer.zone(ZONE));
        assertThat(hostnames(tracer.trace(TARGET))).contains("core9.transit.test");
    }

    @Test
    void nameThatDoesNotExist_isNotMissingAndNotAskedForAgain() {
        server.nowSays(NameServer.zone());
        PathTracer tracer = tracer(options -> options);
        TraceResult result = tracer.trace(TARGET);
        assertThat(hostnames(result)).containsOnly("");
        assertThat(result.enrichment().missing()).isEmpty();
        tracer.trace(TARGET);
        assertThat(asked()).hasSize(3);
    }

    @Test
    void networkChangeDuringATrace_asksAgainAndKeepsNothingFromBefore() {
        server.nowSays(NameServer.SILENCE);
        PathTracer tracer = tracer(options -> options);
        CompletableFuture<TraceResult> trace =
                tracer.start(TraceRequest.to(TARGET).build()).result().toCompletableFuture();
        while (asked().size() < 3) {
            Thread.onSpinWait();
        }
        server.nowSays(NameServer.zone(ZONE));
        tracer.networkChanged();
        assertThat(hostnames(trace.join())).contains("core9.transit.test");
        int before = asked().size();
        assertThat(hostnames(tracer.trace(TARGET))).contains("core9.transit.test");
        assertThat(asked()).hasSize(before + 3);
    }

    @Test
    void zeroDeadline_takesWhatIsKnownAlready() {
        SharedCaches shared = SharedCaches.create();
        tracer(options(options -> options), Optional.of(shared)).trace(TARGET);
        server.nowSays(NameServer.SILENCE);
        TraceResult result = tracer(options(options -> options.deadline(Duration.ZERO)), Optional.of(shared))
                .trace(TARGET);
        assertThat(result.enrichment().missing()).isEmpty();
        assertThat(hostnames(result)).contains("core9.transit.test");
    }

    @Test
    void cancel_doesNotWaitForNames() throws Exception {
        server.nowSays(NameServer.SILENCE);
        PathTracer tracer = tracer(options -> options.deadline(Duration.ofMinutes(10)));
        Measurement<TraceEvent, TraceResult> trace =
                tracer.start(TraceRequest.to(TARGET).build());
        while (server.overUdp.isEmpty()) {
            Thread.onSpinWait();
        }
        trace.cancel();
        TraceResult result = trace.result().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(result.enrichment().waited()).isLessThan(Duration.ofSeconds(60));
        assertThat(result.enrichment().missing()).isNotEmpty();
    }

    @Test
    void close_endsTracesThatWaitForNames() {
        server.nowSays(NameServer.SILENCE);
        PathTracer tracer = tracer(options -> options.deadline(Duration.ofMinutes(10)));
        CompletableFuture<TraceResult> trace =
                tracer.start(TraceRequest.to(TARGET).build()).result().toCompletableFuture();
        while (server.overUdp.isEmpty()) {
            Thread.onSpinWait();
        }
        tracer.close();
        assertThatThrownBy(trace::join).hasCauseInstanceOf(TracerClosedException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("pathtracer-dns")
                        || name.startsWith("pathtracer-lookup")
                        || name.startsWith("pathtracer-enrich"));
    }

    @Test
    void lyingServer_givesNoNamesOfOthers() {
        server.nowSays(question -> {
            Message answer = NameServer.answer(question);
            answer.addRecord(NameServer.record("1.1.1.1.in-addr.arpa 600 PTR evil.test"), Section.ANSWER);
            return List.of(answer.toWire());
        });
        assertThat(hostnames(tracer(options -> options).trace(TARGET))).containsOnly("");
    }

    @Test
    void localNames_areAskedOfServersInsideOnly() {
        TraceResult result = tracer(options -> options.localNames(true)).trace(TARGET);
        assertThat(hostnames(result)).startsWith("gateway.home.test", "");
        assertThat(asked()).contains("1.0.168.192.in-addr.arpa", "1.0.64.100.in-addr.arpa");
        DnsSources outside = new DnsSources(
                null,
                EnrichmentOptions.builder()
                        .localNames(true)
                        .dnsServers(List.of(new InetSocketAddress("9.9.9.9", 53)))
                        .build());
        assertThat(outside.mayAskInside(address("192.168.0.1"))).isFalse();
    }

    @Test
    void files_answerWithoutAskingTheNetwork() throws Exception {
        Path asns = new MaxMindWriter()
                .add("5.0.0.0/16", MaxMindWriter.asn(64501, "Provider"))
                .add("93.184.216.0/24", MaxMindWriter.asn(15133, "Target"))
                .write(folder.resolve("asn.mmdb"));
        Path places = new MaxMindWriter()
                .add("5.0.0.0/16", MaxMindWriter.city("CH", "Zürich", 47.4, 8.5))
                .write(folder.resolve("city.mmdb"));
        Path list = Files.writeString(folder.resolve("list"), "8.8.8.0/24 ixp Exchange\n");
        PathTracer tracer = tracer(
                options -> options.asnDatabase(asns).locationDatabase(places).networkList(list));
        TraceResult result =
                tracer.trace(TraceRequest.to(TARGET).reverseDns(false).build());
        assertThat(asked()).isEmpty();
        assertThat(result.hops().get(2).responders().get(0).asName()).contains("Provider");
        assertThat(result.hops()
                        .get(2)
                        .responders()
                        .get(0)
                        .info()
                        .location()
                        .orElseThrow()
                        .city())
                .contains("Zürich");
        assertThat(result.hops().get(2).responders().get(0).country()).contains("CH");
        assertThat(result.hops().get(4).responders().get(0).info().label())
                .contains(new NetworkLabel(NetworkLabel.Kind.IXP, "Exchange"));
        assertThat(result.hops().get(4).responders().get(0).asn()).isEmpty();
        assertThat(result.enrichment().missing()).isEmpty();
    }

    @Test
    void fileAndDns_completeEachOther() {
        Path asns = new MaxMindWriter()
                .add("5.0.0.0/16", MaxMindWriter.asn(7, "From the file"))
                .write(folder.resolve("asn.mmdb"));
        TraceResult result =
                tracer(options -> options.asnDatabase(asns).asnByDns(true)).trace(TARGET);
        assertThat(result.hops().get(2).responders().get(0).asName()).contains("From the file");
        assertThat(result.hops().get(4).responders().get(0).asName()).contains("TRANSIT, US");
        assertThat(asked()).noneMatch(name -> name.startsWith("1.2.0.5.origin"));
    }

    @Test
    void publicAddress_tellsWhoseNetworkIsTheProviders() {
        DatagramSocket stun = Loopback.datagrams(request -> List.of(mapped(request, address("5.0.2.1"))));
        try (stun) {
            PathTracer tracer = tracer(options -> options.asnByDns(true));
            PublicAddressResult own = tracer.publicAddresses()
                    .find(PublicAddressRequest.builder()
                            .family(AddressFamily.IPV4)
                            .sources(List.of(new PublicAddressSource.Stun("127.0.0.1", stun.getLocalPort())))
                            .deadline(Duration.ofMinutes(1))
                            .build());
            assertThat(own.info().asName()).contains("PROVIDER, DE");
            assertThat(segments(tracer.trace(TARGET)).get(2)).isEqualTo(Segment.ISP);
            tracer.networkChanged();
            assertThat(segments(tracer.trace(TARGET)).get(2)).isEqualTo(Segment.TRANSIT);
        }
    }

    /** RFC 8489 section 14.1: MAPPED-ADDRESS. */
    private static byte[] mapped(byte[] request, InetAddress address) {
        return ByteBuffer.allocate(32)
                .putShort((short) 0x0101)
                .putShort((short) 12)
                .put(request, 4, 16)
                .putShort((short) 1)
                .putShort((short) 8)
                .putShort((short) 1)
                .putShort((short) 4711)
                .put(address.getAddress())
                .array();
    }

    @Test
    void registrations_comeFromTheServerThatWasNamed() throws Exception {
        try (LoopbackHttps rdap = new LoopbackHttps("/rdap/ip/", exchange -> {
            byte[] body = "{\"handle\": \"H\", \"name\": \"N\", \"country\": \"CH\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        })) {
            TraceResult result = tracer(options -> options.rdap(true).rdapServer(rdap.uri("/rdap")))
                    .trace(TraceRequest.to(TARGET).reverseDns(false).build());
            assertThat(result.destination().registration().orElseThrow().name()).contains("N");
            assertThat(result.destination().country()).contains("CH");
            assertThat(result.hops().get(0).responders().get(0).info().registration())
                    .isEmpty();
        }
    }

    @Test
    void names_comeOverHttpsFromTheServerThatWasNamed() throws Exception {
        try (LoopbackHttps https = new LoopbackHttps("/dns-query", exchange -> {
            Message question = new Message(exchange.getRequestBody().readAllBytes());
            byte[] body = NameServer.zone(ZONE).apply(question).get(0);
            exchange.getResponseHeaders().add("Content-Type", "application/dns-message");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        })) {
            TraceResult result = tracer(options -> options.dnsServers(List.of()).dnsOverHttps(https.uri("/dns-query")))
                    .trace(TARGET);
            assertThat(hostnames(result)).contains("core9.transit.test");
            assertThat(asked()).isEmpty();
        }
    }

    @Test
    void unusableFile_isToldWhenTheTracerIsBuilt() {
        assertThatThrownBy(() -> tracer(options -> options.asnDatabase(folder.resolve("missing"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("can't be used as a database");
    }
}
