// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.lab.Lab;

/** 65,534 targets one hop away, each pinged once, as fast as it goes; and fewer for those that take longer. */
final class Sweep implements Main.Comparison {
    static final String BLOCK = "10.98.0.0/16";

    private static final int TARGETS = 65_534;
    private static final int WARM_UP = 25;
    private static final int TURNS = 11;
    private static final double FASTER = 2.0;
    private static final double MOST_CPU = 1.2;
    private static final String SOME = "10.98.0.0/22";
    private static final int SOME_TARGETS = 1022;
    private static final int FEW = 100;

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.create()) {
            lab.answerFor(BLOCK);
            for (int i = 0; i < WARM_UP; i++) {
                sweep(report, tracer, BLOCK, TARGETS);
            }
            besideFping(report, tracer);
            besideOthers(report, tracer);
        }
    }

    private static void besideFping(Report report, PathTracer tracer) throws Exception {
        Peer fping = new Peer("fping", List.of("fping", "-q", "-i", "0", "-r", "0", "-t", "2000", "-g", BLOCK));
        Samples times = new Samples();
        Samples cpu = new Samples();
        Samples peerTimes = new Samples();
        Samples peerCpu = new Samples();
        for (int i = 0; i < TURNS; i++) {
            long before = CpuTime.ofThisProcess();
            times.time(() -> sweep(report, tracer, BLOCK, TARGETS));
            cpu.add(CpuTime.ofThisProcess() - before);
            if (fping.installed()) {
                long peerBefore = CpuTime.ofChildren();
                peerTimes.time(fping::run);
                peerCpu.add(CpuTime.ofChildren() - peerBefore);
            }
        }
        String what = "sweep of 65,534 targets one hop away";
        if (peerTimes.count() == 0) {
            report.told(what, times.text(), "", "%.0f targets a second".formatted(rate(TARGETS, times)));
            return;
        }
        double faster = peerTimes.median() / (double) times.median();
        report.judged(
                what + ", as fast as it goes: rate",
                "%.0f a second, %s".formatted(rate(TARGETS, times), times.text()),
                "fping -i 0: %.0f a second, %s".formatted(rate(TARGETS, peerTimes), peerTimes.text()),
                "%.2f times fping's".formatted(faster),
                ">= " + FASTER,
                faster >= FASTER);
        double costlier = cpu.median() / (double) peerCpu.median();
        report.judged(
                what + ": processor time of the whole JVM",
                cpu.text(),
                "fping " + peerCpu.text(),
                "%.2f".formatted(costlier),
                "<= " + MOST_CPU,
                costlier <= MOST_CPU);
    }

    /** Tools that take one target at a time, or have a rate limit, get fewer. */
    private static void besideOthers(Report report, PathTracer tracer) throws Exception {
        Samples ours = new Samples();
        Samples scamperTimes = new Samples();
        Path list = Files.createTempFile("sweep", ".txt");
        Files.write(list, Hosts.of(SOME));
        Peer scamper = new Peer(
                "scamper",
                List.of(
                        "scamper",
                        "-p",
                        "10000",
                        "-w",
                        "10000",
                        "-O",
                        "text",
                        "-c",
                        "ping -c 1",
                        "-f",
                        list.toString()));
        for (int i = 0; i < TURNS; i++) {
            ours.time(() -> sweep(report, tracer, SOME, SOME_TARGETS));
            if (scamper.installed()) {
                scamperTimes.time(scamper::run);
            }
        }
        Files.delete(list);
        if (scamperTimes.count() > 0) {
            told(
                    report,
                    "1,022 targets",
                    rate(SOME_TARGETS, ours),
                    "scamper -p 10000",
                    rate(SOME_TARGETS, scamperTimes));
        }
        List<String> few = Hosts.of(SOME).subList(0, FEW);
        told(
                report,
                "targets",
                rate(SOME_TARGETS, ours),
                "InetAddress.isReachable, one by one",
                rate(FEW, reachable(report, few)));
        told(report, "targets", rate(SOME_TARGETS, ours), "a ping process for each", rate(FEW, spawned(few)));
    }

    private static Samples reachable(Report report, List<String> targets) throws Exception {
        Samples times = new Samples();
        times.time(() -> {
            for (String target : targets) {
                if (!InetAddress.getByName(target).isReachable(2000)) {
                    report.wrong(target + " is not reachable for InetAddress");
                }
            }
        });
        return times;
    }

    private static Samples spawned(List<String> targets) throws Exception {
        Samples times = new Samples();
        times.time(() -> {
            for (String target : targets) {
                new Peer("ping", List.of("ping", "-n", "-q", "-c", "1", target)).run();
            }
        });
        return times;
    }

    private static void told(Report report, String what, double ours, String peer, double theirs) {
        report.told(
                "sweep of " + what + ": rate",
                "%.0f a second".formatted(ours),
                "%s: %.0f a second".formatted(peer, theirs),
                "%.1f times".formatted(ours / theirs));
    }

    private static double rate(int targets, Samples times) {
        return targets * 1e9 / times.median();
    }

    private static void sweep(Report report, PathTracer tracer, String block, int targets) {
        PingResult result = tracer.ping(
                PingRequest.to(block).count(1).interval(Duration.ZERO).build());
        long answered = result.targets().stream().filter(PingSeries::reached).count();
        if (answered != targets || result.sent() != targets || !result.counts().isZero()) {
            report.wrong("a sweep had %d answers of %d, %s".formatted(answered, targets, result.counts()));
        }
    }
}
