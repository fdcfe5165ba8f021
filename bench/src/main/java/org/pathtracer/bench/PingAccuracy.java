// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/**
 * The mean of our round-trip times against that which {@code ping} prints, of the same target at the same pace; and
 * against what a packet capture says of ping's packets, whose time ping takes before the system call that sends them.
 */
final class PingAccuracy implements Main.Comparison {
    private static final int TURNS = 7;
    private static final int COUNT = 300;
    private static final Duration INTERVAL = Duration.ofMillis(5);
    private static final long BOUND = 10_000;
    private static final String DEVICE = "to-target";
    private static final int TTL = 64;
    private static final Pattern MEAN = Pattern.compile("= [0-9.]+/([0-9.]+)/");

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.create()) {
            for (Family family : Family.values()) {
                compare(report, tracer, lab.target(family).getHostAddress(), family);
            }
        }
    }

    private static void compare(Report report, PathTracer tracer, String target, Family family) throws Exception {
        Samples ours = new Samples();
        Samples theirs = new Samples();
        Samples captured = new Samples();
        for (int i = 0; i < TURNS; i++) {
            ours.add(ourMean(tracer, target));
            theirs.add(pingMean(target));
            if (family == Family.V4) {
                captured.add(capturedMean(target));
            }
        }
        String what = "mean RTT of %d pings, %s".formatted(COUNT, family == Family.V4 ? "IPv4" : "IPv6");
        judge(report, what, ours, "ping", theirs);
        if (captured.count() > 0) {
            judge(report, what, ours, "ping's packets in a capture", captured);
        }
    }

    private static void judge(Report report, String what, Samples ours, String peer, Samples theirs) {
        long difference = Math.abs(ours.median() - theirs.median());
        report.judged(
                what,
                micros(ours),
                peer + " " + micros(theirs),
                "difference %s us".formatted(Samples.micros(difference)),
                "<= 10 us",
                difference <= BOUND);
    }

    private static String micros(Samples samples) {
        return "%s us (%s to %s)"
                .formatted(
                        Samples.micros(samples.median()),
                        Samples.micros(samples.quantile(0)),
                        Samples.micros(samples.max()));
    }

    private static long ourMean(PathTracer tracer, String target) {
        return tracer.ping(
                        PingRequest.to(target).count(COUNT).interval(INTERVAL).build())
                .statistics()
                .mean()
                .orElseThrow()
                .toNanos();
    }

    /** Of the packets of another run of ping, which the capture makes a little slower. */
    private static long capturedMean(String target) throws IOException, InterruptedException {
        try (PacketCapture capture = new PacketCapture(DEVICE)) {
            pingMean(target);
            WireTimes wire = new WireTimes();
            capture.drain(wire::packet);
            return Math.round(
                    wire.rtts(TTL).stream().mapToLong(rtt -> rtt).average().orElseThrow());
        }
    }

    private static long pingMean(String target) throws IOException, InterruptedException {
        Process ping = new ProcessBuilder("ping", "-n", "-q", "-c", "" + COUNT, "-i", "0.005", "-s", "32", target)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(ping.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher mean = MEAN.matcher(printed);
        if (ping.waitFor() != 0 || !mean.find()) {
            throw new IllegalStateException("ping failed: " + printed);
        }
        return Math.round(Double.parseDouble(mean.group(1)) * 1e6);
    }
}
