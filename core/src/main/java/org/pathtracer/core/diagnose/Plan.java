// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.NotPermittedException;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.core.sample.SampledPings;
import org.pathtracer.core.sample.Series;
import org.pathtracer.diagnosis.Omission;

/** What the next stage measures: tasks, as far as there are packets for them. */
final class Plan {
    static final long MILLI = 1_000_000;
    /** 66 packets a second of 60 bytes: 32 kbit/s, which no link feels. */
    static final long SPACING = 15 * MILLI;

    /** Flows to the target: with a bad branch among two to four, at least one of twelve meets it in 97 of 100 cases. */
    static final int FLOWS = 12;

    static final Duration TIMEOUT = Duration.ofMillis(1500);
    /** For what may well be silent, and is not what the application sends. */
    static final Duration BRIEF_TIMEOUT = Duration.ofMillis(800);

    /** Numbers without a common divisor with the number of flows: each gives another order of all of them. */
    private static final int[] ORDERS = {1, 5, 7, 11};

    private final Evidence evidence;
    private final Ledger ledger;
    private final Probes probes;
    private final Duration elapsed;
    private final Duration left;
    private final List<Task<?>> tasks = new ArrayList<>();

    Plan(Evidence evidence, Ledger ledger, Probes probes, Duration elapsed, Duration left) {
        this.evidence = evidence;
        this.ledger = ledger;
        this.probes = probes;
        this.elapsed = elapsed;
        this.left = left;
        ledger.nextStage();
    }

    List<Task<?>> tasks() {
        return tasks;
    }

    Duration elapsed() {
        return elapsed;
    }

    Duration left() {
        return left;
    }

    void add(Task<?> task) {
        tasks.add(task);
    }

    /** A trace that takes so long at most. */
    void trace(Leg leg, Leg.Channel channel, int queries, Duration longest) {
        Duration deadline = longest.compareTo(left) < 0 ? longest : left;
        tasks.add(new Task<>(
                "the trace over " + Words.channel(channel),
                Task.Wait.STAGE,
                with -> with.run(probes.trace(leg.address, channel, queries, deadline)),
                trace -> {
                    ledger.add(trace);
                    evidence.results.add(trace);
                    leg.trace(trace, channel, elapsed.toNanos());
                },
                cause -> failed("the trace over " + Words.channel(channel), cause),
                trace -> trace.duration(),
                Duration.ZERO));
    }

    /** Probes of several flows to the target, so many of each. */
    void flows(Leg leg, Leg.Channel channel, int each) {
        boolean main = channel.equals(evidence.application());
        sample(leg, channel, main ? TIMEOUT : BRIEF_TIMEOUT, flowSeries(each, SPACING));
    }

    /** The same by a time of their own, and as far apart. */
    void flows(Leg leg, Leg.Channel channel, int each, Duration longest, long spacing) {
        sample(leg, channel, TIMEOUT, longest, flowSeries(each, spacing));
    }

    /** Each time in another order: else what is limited in time would look like what depends on the flow. */
    private static List<Series> flowSeries(int each, long spacing) {
        List<Series> series = new ArrayList<>();
        for (int turn = 0; turn < each; turn++) {
            for (int flow = 0; flow < FLOWS; flow++) {
                int slot = turn * FLOWS + (flow * ORDERS[turn % ORDERS.length] + turn) % FLOWS;
                series.add(Series.target(flow, 1, slot * spacing, MILLI));
            }
        }
        return series;
    }

    void sample(Leg leg, Leg.Channel channel, Duration timeout, List<Series> series) {
        sample(leg, channel, timeout, left, series);
    }

    /** Probes that end by a time of their own: what is in flight then, counts neither as answered nor as lost. */
    void sample(Leg leg, Leg.Channel channel, Duration timeout, Duration longest, List<Series> series) {
        var sampling =
                probes.sample(leg.address, channel, timeout, longest.compareTo(left) < 0 ? longest : left, series);
        if (series.isEmpty() || sampling.packets() > ledger.left()) {
            return;
        }
        ledger.plan(sampling.packets());
        tasks.add(new Task<>(
                "probes over " + Words.channel(channel),
                Task.Wait.STAGE,
                with -> with.sample(sampling),
                samples -> {
                    ledger.addSampling(samples.run());
                    leg.samples(samples, channel, elapsed.toNanos());
                    evidence.results.addAll(SampledPings.of(samples));
                    if (samples.all().isEmpty()) {
                        samples.sendFailure()
                                .ifPresent(why -> evidence.omit(
                                        Omission.NOT_SUPPORTED,
                                        "Probes over %s could not be sent: %s".formatted(Words.channel(channel), why)));
                    }
                },
                cause -> failed("probes over " + Words.channel(channel), cause),
                samples -> samples.run().duration(),
                Duration.ZERO));
    }

    /** Asks servers outside for this host's public address. */
    void publicAddress() {
        tasks.add(new Task<>(
                "the question for the public address",
                Task.Wait.END,
                Instruments::publicAddress,
                evidence.results::add,
                cause -> failed("the question for the public address", cause),
                found -> Duration.ZERO,
                Duration.ZERO));
    }

    /** Leaves so many packets to later stages. */
    void keep(int packets) {
        ledger.plan(packets);
    }

    /** How many packets may still be planned. */
    int packetsLeft() {
        return ledger.left();
    }

    void mtu(Leg leg) {
        ledger.searchBegins();
        OptionalInt largest = evidence.interfaceMtu();
        tasks.add(new Task<>(
                "the path MTU",
                Task.Wait.END,
                with -> with.run(probes.mtu(leg.address, largest, left)),
                found -> {
                    ledger.searchEnds();
                    ledger.add(found);
                    evidence.results.add(found);
                    leg.mtu = Optional.of(found);
                },
                cause -> {
                    ledger.searchEnds();
                    failed("the path MTU", cause);
                },
                found -> found.duration(),
                Duration.ZERO));
    }

    void failed(String what, Throwable cause) {
        if (cause instanceof OperationCancelledException) {
            // By the end of the diagnosis, which says so itself.
            return;
        }
        // Reasons and remedies come as lines of their own, after a sentence.
        String why = String.valueOf(cause.getMessage())
                .strip()
                .replaceAll("[.]\\s*\\R\\s*", ": ")
                .replaceAll("\\s*\\R\\s*", "; ");
        if (cause instanceof NotPermittedException) {
            // Once for all that lacks the same permission.
            evidence.omit(Omission.NOT_PERMITTED, why);
        } else {
            evidence.omit(Omission.NOT_SUPPORTED, "%s failed: %s".formatted(Words.capital(what), why));
        }
    }
}
