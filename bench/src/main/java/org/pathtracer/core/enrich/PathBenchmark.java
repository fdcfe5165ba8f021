// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.core.cache.CacheConfiguration;
import org.pathtracer.core.cache.Caches;
import org.pathtracer.core.cache.Found;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.host.HostInterfaces;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.Origin;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.HopRecord;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TraceResultRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.ProbeProfile;

/**
 * What it costs to enrich a path of 15 hops whose names, networks and names of networks are known: all of it, from the
 * first answer to the finished result, on one thread, without handing anything to another.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathBenchmark {
    private static final int HOPS = 15;
    private static final int QUERIES = 3;

    private final HttpCalls http = new HttpCalls(Runnable::run);
    private final DnsClient dns = new DnsClient(http);
    private final Caches caches = new Caches(CacheConfiguration.DEFAULT);
    private final List<Hop> hops =
            IntStream.rangeClosed(1, HOPS).mapToObj(PathBenchmark::hop).toList();
    private final ProbeProfile profile = ProbeProfile.echo(address(HOPS), 64);
    private final TraceResult bare = new TraceResultRecord(
            "target",
            address(HOPS),
            new RunRecord(
                    Protocol.ICMP,
                    new TransportChoiceRecord("none", "none", List.of()),
                    Instant.EPOCH,
                    Duration.ZERO,
                    StopReason.DESTINATION,
                    HOPS,
                    HOPS),
            true,
            hops,
            AddressInfoRecord.NONE,
            EnrichmentReportRecord.NONE);
    private final Enricher enricher = new Enricher(
            EnrichmentOptions.builder().asnByDns(true).clientAsn(64501).build(),
            Optional.of(caches),
            dns,
            http,
            this::schedule,
            this::schedule,
            HostInterfaces.find(),
            HostNames.NONE);

    /** What may wait does so, and never comes: the end of the path comes before. */
    private CompletableFuture<?> schedule(Runnable task, long nanos) {
        if (nanos == 0) {
            task.run();
        }
        return CompletableFuture.completedFuture(nanos);
    }

    private static InetAddress address(int hop) {
        try {
            return InetAddress.getByAddress(new byte[] {5, 0, 0, (byte) hop});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Hop hop(int ttl) {
        Reception reception = new ReceptionRecord(
                address(ttl),
                Duration.ofMillis(ttl),
                TimestampSource.KERNEL,
                OptionalInt.of(64),
                OptionalInt.of(0),
                OptionalInt.of(0),
                false);
        List<ProbeResult> probes = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            probes.add(new ProbeResultRecord(ttl, i, 0, new EchoReplyRecord(reception), 0));
        }
        return new HopRecord(ttl, probes);
    }

    private static <V> CompletableFuture<Found<V>> found(V value) {
        return CompletableFuture.completedFuture(new Found<>(Optional.of(value), Optional.empty()));
    }

    @Setup
    public void fill() {
        for (int i = 1; i <= HOPS; i++) {
            int hop = i;
            long asn = 64500L + i;
            Prefix key = Prefix.of(address(i));
            caches.names().get(key, () -> found("host" + hop + ".test")).join();
            Origin origin = new Origin(
                    List.of(asn),
                    Optional.empty(),
                    Optional.of(key.toApi()),
                    Optional.of("DE"),
                    Optional.of("ripencc"));
            caches.origins().get(key, () -> found(origin)).join();
            caches.asNames().get(asn, () -> found("AS" + asn)).join();
        }
    }

    @TearDown
    public void close() {
        enricher.close();
        dns.close();
        http.close();
    }

    /** As a trace does it. */
    @Benchmark
    public TraceResult known() {
        PathEnrichment path = new PathEnrichment(enricher, enricher.workers(), profile, true, event -> {});
        for (Hop hop : hops) {
            path.onAnswer(hop.address().orElseThrow());
            path.onHop(hop);
        }
        return path.finish(bare, 0).join();
    }
}
