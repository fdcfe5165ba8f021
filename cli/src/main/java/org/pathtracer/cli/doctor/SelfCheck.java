// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.doctor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pathtracer.AddressFamily;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportReport;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;

/**
 * What a transport promises, observed on this host's own loopback: a person can run it on a system that its authors
 * don't have, and send in what it says. Nothing leaves the host.
 */
public final class SelfCheck {
    /** How a check ended; {@code NOT_APPLICABLE} where the transport can't do what it takes. */
    public enum Outcome {
        PASSED,
        FAILED,
        NOT_APPLICABLE
    }

    /** One check of one transport. */
    public record Finding(String transport, AddressFamily family, String check, Outcome outcome, String detail) {}

    /** What is looked at, and what was seen if it is right. */
    private interface Check {
        String observe(Subject subject) throws Exception;
    }

    /** What was seen if it is wrong. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        final String seen;

        Wrong(String seen) {
            super(seen);
            this.seen = seen;
        }
    }

    private static final int ECHOES = 10;
    private static final int IN_FLIGHT = 200;
    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A transport over one family, and what it can send. */
    private record Subject(String transport, AddressFamily family, Set<Protocol> protocols) {
        String loopback() {
            return family == AddressFamily.IPV4 ? "127.0.0.1" : "::1";
        }

        PingRequest.Builder ping(int count) {
            return PingRequest.to(loopback())
                    .transport(transport)
                    .count(count)
                    .period(Duration.ZERO)
                    .interval(Duration.ofMillis(1));
        }
    }

    private final Consumer<String> progress;
    private final List<Finding> findings = new ArrayList<>();

    private SelfCheck(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Checks every transport that works here, by what it can send.
     *
     * @param progress is told what is being checked
     */
    public static List<Finding> of(List<TransportReport> transports, Consumer<String> progress) {
        SelfCheck check = new SelfCheck(progress);
        transports.stream()
                .filter(TransportReport::available)
                .map(report -> new Subject(report.name(), report.family(), protocols(report, transports)))
                .distinct()
                .forEach(check::all);
        return check.findings;
    }

    private static Set<Protocol> protocols(TransportReport one, List<TransportReport> all) {
        return all.stream()
                .filter(report ->
                        report.available() && report.name().equals(one.name()) && report.family() == one.family())
                .map(TransportReport::protocol)
                .collect(Collectors.toSet());
    }

    private void all(Subject subject) {
        check("echo", Protocol.ICMP, subject, SelfCheck::echo);
        check("ttl", Protocol.ICMP, subject, SelfCheck::ttl);
        check("in-flight", Protocol.ICMP, subject, SelfCheck::inFlight);
        check("timestamps", Protocol.ICMP, subject, SelfCheck::timestamps);
        check("close-while-pending", Protocol.ICMP, subject, SelfCheck::closeWhilePending);
        check("timeout", Protocol.UDP, subject, SelfCheck::timeout);
        check("udp-closed", Protocol.UDP, subject, SelfCheck::closedUdpPort);
        check("tcp-open", Protocol.TCP, subject, SelfCheck::openTcpPort);
        check("tcp-closed", Protocol.TCP, subject, SelfCheck::closedTcpPort);
    }

    private void check(String name, Protocol protocol, Subject subject, Check check) {
        if (subject.protocols().contains(protocol)) {
            check(name, subject, check);
        } else {
            add(subject, name, Outcome.NOT_APPLICABLE, "the transport does not send " + protocol);
        }
    }

    private void check(String name, Subject subject, Check check) {
        progress.accept("checking " + subject.transport() + " " + Diagnosis.name(subject.family()) + ": " + name);
        try {
            add(subject, name, Outcome.PASSED, check.observe(subject));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            add(subject, name, Outcome.FAILED, "interrupted");
        } catch (Exception e) {
            add(subject, name, Outcome.FAILED, e instanceof Wrong wrong ? wrong.seen : e.toString());
        }
    }

    private void add(Subject subject, String check, Outcome outcome, String detail) {
        findings.add(new Finding(subject.transport(), subject.family(), check, outcome, detail));
    }

    // --- the checks ---

    private static String echo(Subject subject) throws Wrong {
        PingResult result = ping(subject.ping(ECHOES).build());
        InetAddress loopback = result.target().address().orElseThrow();
        for (PingReply reply : result.replies()) {
            InetAddress from = reply.answer().reception().address();
            require(from.equals(loopback), "an answer came from " + AddressText.of(from));
        }
        return answered(result, ECHOES);
    }

    /** Loopback is one hop away: a TTL of 1 gets there, and no router answers on the way. */
    private static String ttl(Subject subject) throws Wrong {
        TraceRequest request = TraceRequest.to(subject.loopback())
                .transport(subject.transport())
                .build();
        try (PathTracer tracer = PathTracer.create()) {
            TraceResult trace = tracer.trace(request);
            require(trace.reached(), "a trace did not arrive: " + trace.stopReason());
            require(trace.hops().size() == 1, "it took " + trace.hops().size() + " hops");
            return "reached with a TTL of 1";
        }
    }

    private static String inFlight(Subject subject) throws Wrong {
        PingResult result = ping(subject.ping(IN_FLIGHT).interval(Duration.ZERO).build());
        PingSeries.Counts counts = result.counts();
        // Some systems don't tell in which order answers arrived, so their order is no promise.
        long others = counts.duplicates() + counts.late() + counts.unreachable() + counts.timeExceeded();
        require(others == 0, "not one answer for each probe: " + counts);
        return answered(result, IN_FLIGHT);
    }

    /** No round trip takes longer than the whole run by another clock, none takes no time. */
    private static String timestamps(Subject subject) throws Wrong {
        long began = System.nanoTime();
        PingResult result = ping(subject.ping(ECHOES).build());
        Duration run = Duration.ofNanos(System.nanoTime() - began);
        answered(result, ECHOES);
        List<Duration> times = result.replies().stream()
                .map(reply -> reply.answer().reception().rtt())
                .sorted(Comparator.naturalOrder())
                .toList();
        Duration shortest = times.get(0);
        Duration longest = times.get(times.size() - 1);
        require(!shortest.isNegative() && !shortest.isZero(), "a round trip took " + shortest.toNanos() + " ns");
        require(longest.compareTo(run) < 0, "a round trip took longer than all of them together");
        return "%s to %s ms, times of: %s"
                .formatted(Milliseconds.fixed(shortest), Milliseconds.fixed(longest), sources(result));
    }

    private static String sources(PingResult result) {
        return result.replies().stream()
                .map(reply -> reply.answer().reception().timestampSource())
                .distinct()
                .map(TimestampSource::name)
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static String closeWhilePending(Subject subject) throws Exception {
        PathTracer tracer = PathTracer.create();
        Measurement<PingEvent, PingResult> endless;
        try {
            endless = tracer.start(subject.ping(0).build());
        } finally {
            tracer.close();
        }
        try {
            endless.result().toCompletableFuture().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Wrong("a ping under way was not ended by close()");
        } catch (ExecutionException e) {
            require(e.getCause() instanceof PathTracerException, "it ended with " + e.getCause());
        }
        List<String> left = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pathtracer-"))
                .toList();
        require(left.isEmpty(), "threads are left: " + left);
        return "ended, no thread left";
    }

    /** A socket that takes everything and says nothing. */
    private static String timeout(Subject subject) throws Wrong, IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName(subject.loopback()))) {
            PingRequest request = subject.ping(1)
                    .protocol(Protocol.UDP)
                    .port(silent.getLocalPort())
                    .timeout(SILENCE)
                    .build();
            long began = System.nanoTime();
            PingResult result = ping(request);
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            require(result.sent() == 1 && result.received() == 0, "a probe to a silent port was answered");
            require(waited.compareTo(SILENCE) >= 0, "given up after " + Milliseconds.fixed(waited) + " ms already");
            return "given up after " + Milliseconds.fixed(waited) + " ms";
        }
    }

    /** The system answers for it by an ICMP error, which quotes the probe. */
    private static String closedUdpPort(Subject subject) throws Wrong, IOException {
        int port;
        try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getByName(subject.loopback()))) {
            port = closed.getLocalPort();
        }
        ProbeOutcome.Answer answer = answer(subject, Protocol.UDP, port);
        require(
                answer instanceof ProbeOutcome.Unreachable told && told.reason() == UnreachableReason.PORT,
                "a closed port answered with " + answer);
        return "port unreachable";
    }

    private static String openTcpPort(Subject subject) throws Wrong, IOException {
        try (ServerSocket open = new ServerSocket(0, IN_FLIGHT, InetAddress.getByName(subject.loopback()))) {
            ProbeOutcome.Answer answer = answer(subject, Protocol.TCP, open.getLocalPort());
            require(answer instanceof ProbeOutcome.TcpSynAck, "an open port answered with " + answer);
            return "accepted";
        }
    }

    /** A refusal and an ICMP error that says the same must not be taken for each other. */
    private static String closedTcpPort(Subject subject) throws Wrong, IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName(subject.loopback()))) {
            port = closed.getLocalPort();
        }
        ProbeOutcome.Answer answer = answer(subject, Protocol.TCP, port);
        require(answer instanceof ProbeOutcome.TcpReset, "a closed port answered with " + answer);
        return "refused";
    }

    private static ProbeOutcome.Answer answer(Subject subject, Protocol protocol, int port) throws Wrong {
        PingResult result = ping(subject.ping(1).protocol(protocol).port(port).build());
        answered(result, 1);
        return result.replies().get(0).answer();
    }

    private static PingResult ping(PingRequest request) {
        try (PathTracer tracer = PathTracer.create()) {
            return tracer.ping(request);
        }
    }

    private static String answered(PingResult result, int count) throws Wrong {
        String seen = "%d of %d answered".formatted(result.received(), count);
        require(result.received() == count, seen);
        return seen;
    }

    private static void require(boolean right, String otherwise) throws Wrong {
        if (!right) {
            throw new Wrong(otherwise);
        }
    }
}
