// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Hop;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.Target;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceOptionsBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/**
 * 5,000 traces behind the same ten routers as one operation: beside as many operations, and with a stop set beside
 * without. Packets are those that left this host's device, by the kernel's count.
 */
final class BulkTraces implements Main.Comparison {
    private static final int RATE = 10_000;
    private static final int TURNS = 3;
    private static final double FEWER = 0.25;

    /** How each trace is made; both ways of the table. */
    private record Manner(String name, Consumer<TraceOptionsBuilder<?>> options) {}

    private static final List<Manner> MANNERS = List.of(
            new Manner("one query, one probe at a time", each -> each.queries(1).sequential(true)),
            new Manner("three queries", each -> {}));

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).open();
                PathTracer tracer = PathTracer.builder().rateLimit(RATE).build()) {
            lab.answerFor(ManyTraces.BLOCK);
            ManyTraces.route(lab);
            Traces.settle(tracer, lab, Family.V4, 0);
            List<String> targets = Hosts.of(ManyTraces.BLOCK).subList(0, ManyTraces.TRACES);
            for (Manner manner : MANNERS) {
                stopSet(report, lab, tracer, targets, manner);
            }
            speed(report, lab, tracer, targets, MANNERS.get(0));
        }
    }

    private static void stopSet(Report report, Lab lab, PathTracer tracer, List<String> targets, Manner manner)
            throws Exception {
        Samples without = new Samples();
        Samples with = new Samples();
        long timeWithout = System.nanoTime();
        without.add(packets(() -> check(report, lab, bulk(tracer, targets, manner, false))));
        timeWithout = System.nanoTime() - timeWithout;
        long timeWith = System.nanoTime();
        with.add(packets(() -> check(report, lab, bulk(tracer, targets, manner, true))));
        timeWith = System.nanoTime() - timeWith;
        double ratio = with.median() / (double) without.median();
        report.judged(
                "5,000 traces of 11 hops with a stop set, " + manner.name(),
                with.median() + " packets, " + Samples.millis(timeWith) + " ms",
                "without: " + without.median() + " packets, " + Samples.millis(timeWithout) + " ms",
                "%.3f of the packets".formatted(ratio),
                "<= " + FEWER + ", same hops",
                ratio <= FEWER);
    }

    private static void speed(Report report, Lab lab, PathTracer tracer, List<String> targets, Manner manner)
            throws Exception {
        Samples bulk = new Samples();
        Samples single = new Samples();
        Samples bulkCpu = new Samples();
        Samples singleCpu = new Samples();
        for (int i = 0; i < TURNS; i++) {
            long before = CpuTime.ofThisProcess();
            bulk.time(() -> check(report, lab, bulk(tracer, targets, manner, false)));
            bulkCpu.add(CpuTime.ofThisProcess() - before);
            before = CpuTime.ofThisProcess();
            single.time(() -> check(report, lab, singles(tracer, targets, manner)));
            singleCpu.add(CpuTime.ofThisProcess() - before);
        }
        double ratio = Math.round(100.0 * single.median() / bulk.median()) / 100.0;
        report.judged(
                "5,000 traces of 11 hops in one operation, at most 10,000 packets a second",
                bulk.text(),
                "as many operations: " + single.text(),
                "%.2f times as fast, %.2f of the processor time"
                        .formatted(ratio, bulkCpu.median() / (double) singleCpu.median()),
                ">= 0.99",
                ratio >= 0.99);
    }

    private static List<TraceResult> bulk(PathTracer tracer, List<String> targets, Manner manner, boolean stopSet) {
        BulkTraceRequest.Builder request =
                TraceRequest.to(targets.stream().map(Target::of).toList()).stopSet(stopSet);
        manner.options().accept(request);
        BulkTraceResult result = tracer.trace(request.build());
        return result.targets().stream()
                .map(TraceSeries::trace)
                .map(trace -> trace.orElseThrow())
                .toList();
    }

    private static List<TraceResult> singles(PathTracer tracer, List<String> targets, Manner manner) throws Exception {
        List<Measurement<TraceEvent, TraceResult>> running = new ArrayList<>();
        for (String target : targets) {
            TraceRequest.Builder request =
                    TraceRequest.to(target).rateLimit(0).enrichment(false).reverseDns(false);
            manner.options().accept(request);
            running.add(tracer.start(request.build()));
        }
        List<TraceResult> results = new ArrayList<>();
        for (Measurement<TraceEvent, TraceResult> trace : running) {
            results.add(trace.result().toCompletableFuture().get());
        }
        return results;
    }

    /** Each hop is the lab's, asked or inferred; one that was not answered was dropped by the kernel, and is told. */
    private static void check(Report report, Lab lab, List<TraceResult> results) {
        List<InetAddress> routers = lab.hops(Family.V4).subList(0, Traces.ROUTERS);
        long wrong = results.stream()
                .filter(trace -> !ManyTraces.isRight(trace, routers))
                .count();
        long silent = results.stream()
                .flatMap(trace -> trace.hops().stream())
                .map(Hop::address)
                .filter(address -> address.isEmpty())
                .count();
        if (wrong > 0) {
            report.wrong(wrong + " of " + results.size() + " traces are not the lab's path");
        }
        if (silent > 0) {
            System.err.println(silent + " hops of " + results.size() + " traces were not answered");
        }
    }

    private static long packets(Samples.Work work) throws Exception {
        long before = transmitted();
        work.run();
        return transmitted() - before;
    }

    /** Of all devices but the loopback: proc(5). */
    private static long transmitted() throws Exception {
        return Files.readAllLines(Path.of("/proc/net/dev")).stream()
                .map(line -> line.strip().split("[:\\s]+"))
                .filter(fields -> fields.length > 10 && !fields[0].equals("lo") && fields[10].matches("[0-9]+"))
                .mapToLong(fields -> Long.parseLong(fields[10]))
                .sum();
    }
}
