// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/**
 * The mean of our round-trip times against that which {@code ping} prints, of the same target at the same pace; and how
 * far each is from a packet capture of its own packets. Ping takes its time before the system call that sends, which
 * costs the more the longer the processor did something else: hence two paces.
 */
final class PingAccuracy implements Main.Comparison {
    private static final int TURNS = 11;
    private static final long BOUND = 10_000;
    private static final String DEVICE = "to-target";
    private static final int TTL = 64;
    private static final Pattern MEAN = Pattern.compile("= [0-9.]+/([0-9.]+)/");

    private static final List<Pace> PACES = List.of(new Pace(1, 1000), new Pace(5, 300));

    private record Pace(int millis, int count) {}

    /** Lets a program ping, and tells the mean RTT that it says, in nanoseconds. */
    private interface Pinger {
        long mean() throws IOException, InterruptedException;
    }

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.create()) {
            for (Family family : Family.values()) {
                String target = lab.target(family).getHostAddress();
                for (Pace pace : PACES) {
                    String what = "mean RTT of %d pings, one each %d ms, %s"
                            .formatted(pace.count, pace.millis, family == Family.V4 ? "IPv4" : "IPv6");
                    compare(report, what, () -> ourMean(tracer, target, pace), () -> pingMean(target, pace));
                }
            }
        }
    }

    private static void compare(Report report, String what, Pinger us, Pinger ping) throws Exception {
        Samples ours = new Samples();
        Samples theirs = new Samples();
        Samples differences = new Samples();
        Samples ourErrors = new Samples();
        Samples theirErrors = new Samples();
        for (int i = 0; i < TURNS; i++) {
            long our = us.mean();
            long their = ping.mean();
            ours.add(our);
            theirs.add(their);
            differences.add(our - their);
            ourErrors.add(error(us));
            theirErrors.add(error(ping));
        }
        judge(
                report,
                what,
                ours,
                theirs,
                "difference %s us".formatted(Samples.micros(differences.median())),
                differences);
        judge(report, what + ": error against a packet capture", ourErrors, theirErrors, "", ourErrors);
    }

    private static void judge(
            Report report, String what, Samples ours, Samples theirs, String figure, Samples differences) {
        boolean holds = Math.abs(differences.median()) <= BOUND;
        report.judged(what, micros(ours), "ping " + micros(theirs), figure, "<= 10 us", holds);
    }

    private static String micros(Samples samples) {
        return "%s us (%s to %s)"
                .formatted(
                        Samples.micros(samples.median()),
                        Samples.micros(samples.quantile(0)),
                        Samples.micros(samples.max()));
    }

    /** By how much the mean is above that of a capture of the same packets. */
    private static long error(Pinger pinger) throws IOException, InterruptedException {
        try (PacketCapture capture = new PacketCapture(DEVICE)) {
            long said = pinger.mean();
            WireTimes wire = new WireTimes();
            capture.drain(wire::packet);
            return said - Math.round(wire.meanRtt(TTL));
        }
    }

    private static long ourMean(PathTracer tracer, String target, Pace pace) {
        PingRequest request = PingRequest.to(target)
                .count(pace.count)
                .interval(Duration.ofMillis(pace.millis))
                .build();
        return tracer.ping(request).statistics().mean().orElseThrow().toNanos();
    }

    private static long pingMean(String target, Pace pace) throws IOException, InterruptedException {
        String interval = Double.toString(pace.millis / 1000.0);
        Process ping = new ProcessBuilder("ping", "-n", "-q", "-c", "" + pace.count, "-i", interval, "-s", "32", target)
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
