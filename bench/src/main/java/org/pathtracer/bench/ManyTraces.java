// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/**
 * Traces to 5,000 targets behind the same ten routers, in one operation as one process of scamper makes them, one probe
 * for each hop, each trace hop by hop as scamper does it: beside scamper at the highest rate it takes, at the same rate
 * and without a limit.
 */
final class ManyTraces implements Main.Comparison {
    static final String BLOCK = "10.98.0.0/19";
    static final int TRACES = 5000;
    private static final int HIGHEST_RATE = 10_000;
    private static final int TURNS = 3;
    private static final double RATE = 0.99;
    private static final double PROCESSOR_TIME = 1.3;
    private static final long NANOS_PER_MICRO = 1000;

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).open();
                PathTracer capped = PathTracer.builder().rateLimit(HIGHEST_RATE).build();
                PathTracer uncapped = PathTracer.create()) {
            lab.answerFor(BLOCK);
            route(lab);
            Traces.settle(uncapped, lab, Family.V4, 0);
            List<String> targets = Hosts.of(BLOCK).subList(0, TRACES);
            for (int i = 0; i < 2; i++) {
                trace(report, lab, uncapped, targets);
            }
            compare(report, lab, capped, uncapped, targets);
        }
    }

    static void route(Lab lab) {
        for (int i = 1; i <= Traces.ROUTERS; i++) {
            InetAddress next = i == Traces.ROUTERS ? lab.target(Family.V4) : lab.routerAddress(i + 1, Family.V4);
            lab.exec(Lab.router(i), "ip", "route", "replace", BLOCK, "via", next.getHostAddress())
                    .expectSuccess();
        }
    }

    private static void compare(Report report, Lab lab, PathTracer capped, PathTracer uncapped, List<String> targets)
            throws Exception {
        Path list = Files.createTempFile("traces", ".txt");
        Files.write(list, targets);
        Peer scamper = new Peer(
                "scamper",
                List.of(
                        "scamper",
                        "-p",
                        Integer.toString(HIGHEST_RATE),
                        "-w",
                        Integer.toString(HIGHEST_RATE),
                        "-c",
                        "trace -P icmp-paris -q 1 -w 1",
                        "-f",
                        list.toString()));
        Samples limited = new Samples();
        Samples unlimited = new Samples();
        Samples limitedCpu = new Samples();
        Samples cpu = new Samples();
        Samples peer = new Samples();
        Samples peerCpu = new Samples();
        for (int i = 0; i < TURNS; i++) {
            long before = CpuTime.ofThisProcess();
            limited.time(() -> trace(report, lab, capped, targets));
            limitedCpu.add(CpuTime.ofThisProcess() - before);
            before = CpuTime.ofThisProcess();
            unlimited.time(() -> trace(report, lab, uncapped, targets));
            cpu.add(CpuTime.ofThisProcess() - before);
            if (scamper.installed()) {
                before = CpuTime.ofChildren();
                peer.time(scamper::run);
                peerCpu.add(CpuTime.ofChildren() - before);
            }
        }
        Files.delete(list);
        if (peer.count() == 0) {
            report.told("5,000 traces of 11 hops, without a limit", rate(unlimited), "", "");
            return;
        }
        judge(report, "at most 10,000 packets a second", limited, peer);
        processorTime(report, "at most 10,000 packets a second", limitedCpu, peerCpu);
        judge(report, "without a limit", unlimited, peer);
        processorTime(report, "without a limit", cpu, peerCpu);
    }

    /** What the kernel forwards meanwhile included. */
    private static void processorTime(Report report, String limit, Samples ours, Samples scamper) {
        double ratio = ours.median() / (double) scamper.median();
        report.judged(
                "processor time of these, " + limit,
                perTrace(ours),
                "scamper: " + perTrace(scamper),
                "%.2f times scamper's".formatted(ratio),
                "<= " + PROCESSOR_TIME,
                ratio <= PROCESSOR_TIME);
    }

    private static String perTrace(Samples cpu) {
        return "%d us".formatted(cpu.median() / TRACES / NANOS_PER_MICRO);
    }

    private static void judge(Report report, String limit, Samples ours, Samples scamper) {
        double ratio = scamper.median() / (double) ours.median();
        report.judged(
                "5,000 traces of 11 hops, " + limit,
                rate(ours),
                "scamper -p 10000: " + rate(scamper),
                "%.3f times scamper's".formatted(ratio),
                ">= " + RATE,
                ratio >= RATE);
    }

    private static String rate(Samples times) {
        return "%.0f traces a second, %s".formatted(TRACES * 1e9 / times.median(), times.text());
    }

    private static void trace(Report report, Lab lab, PathTracer tracer, List<String> targets) {
        BulkTraceRequest request = TraceRequest.to(
                        targets.stream().map(Target::of).toList())
                .sequential(true)
                .queries(1)
                .build();
        List<InetAddress> routers = lab.hops(Family.V4).subList(0, Traces.ROUTERS);
        int wrong = 0;
        int incomplete = 0;
        for (TraceSeries series : tracer.trace(request).targets()) {
            TraceResult result = series.trace().orElseThrow();
            wrong += isRight(result, routers) ? 0 : 1;
            incomplete += result.repliesReceived() == Traces.ROUTERS + 1 ? 0 : 1;
        }
        if (wrong > 0) {
            report.wrong(wrong + " of " + TRACES + " traces are not the lab's path");
        }
        if (incomplete > 0) {
            System.err.println(incomplete + " of " + TRACES + " traces have a probe that was lost");
        }
    }

    /** Each hop is the lab's, or was not answered: then the kernel dropped a packet, since its queues are short. */
    static boolean isRight(TraceResult result, List<InetAddress> routers) {
        List<Hop> hops = result.hops();
        boolean right = result.reached() && hops.size() == routers.size() + 1;
        for (int i = 0; right && i < routers.size(); i++) {
            InetAddress router = routers.get(i);
            right = hops.get(i).address().map(router::equals).orElse(true);
        }
        return right;
    }
}
