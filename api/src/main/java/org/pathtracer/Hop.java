// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.enrich.HopInfo;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.probe.ProbeOutcome.IcmpError;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.trace.LossVerdict;
import org.pathtracer.trace.Responder;

/**
 * All that is known of one TTL.
 *
 * @param ttl TTL or hop limit (1 to 255)
 * @param probes its probes in the order in which they were sent; those that were not yet answered or given up when the
 *     operation ended are left out, and those that had to be sent again since their answers, if any, could not be told
 *     from others'
 * @param lossVerdict why probes were lost, judged at the end of the trace; empty in events before
 * @param info names, networks, and the segment of the path
 * @since 0.1.0
 */
public record Hop(int ttl, List<ProbeResult> probes, Optional<LossVerdict> lossVerdict, HopInfo info) {
    /** Copies the list. */
    public Hop {
        Objects.requireNonNull(probes, "probes");
        Objects.requireNonNull(lossVerdict, "lossVerdict");
        Objects.requireNonNull(info, "info");
        probes = List.copyOf(probes);
    }

    /** A hop of which nothing else is known. */
    public Hop(int ttl, List<ProbeResult> probes) {
        this(ttl, probes, Optional.empty(), HopInfo.NONE);
    }

    /** The same with a verdict on its loss. */
    public Hop withLossVerdict(LossVerdict verdict) {
        return new Hop(ttl, probes, Optional.of(verdict), info);
    }

    /** The same with names and networks. */
    public Hop withInfo(HopInfo known) {
        return new Hop(ttl, probes, lossVerdict, known);
    }

    /** Returns the segment of the path, also of a silent hop; empty if it was not requested. */
    public Optional<Segment> segment() {
        return info.segment();
    }

    /** Returns all responders, in the order of the probes. There are several with load balancing or a route change. */
    public List<Responder> responders() {
        Map<InetAddress, List<Answer>> answers = new LinkedHashMap<>();
        for (Answer answer : answers()) {
            answers.computeIfAbsent(answer.reception().address(), address -> new ArrayList<>())
                    .add(answer);
        }
        return answers.entrySet().stream()
                .map(entry -> responder(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The first responder's address; empty for a silent hop. */
    public Optional<InetAddress> address() {
        for (ProbeResult probe : probes) {
            if (probe.outcome() instanceof Answer answer) {
                return Optional.of(answer.reception().address());
            }
        }
        return Optional.empty();
    }

    /** The first responder's smallest round-trip time; empty for a silent hop. */
    public Optional<Duration> rtt() {
        return responders().stream()
                .findFirst()
                .flatMap(responder -> responder.statistics().min());
    }

    /** Loss and round-trip times over all probes of this TTL. */
    public Statistics statistics() {
        return statistics(sent(), answers());
    }

    /** Probes that left this host and were answered or given up. */
    public int sent() {
        return (int) probes.stream()
                .filter(probe -> !(probe.outcome() instanceof ProbeOutcome.SendFailed))
                .count();
    }

    /** Answered probes. */
    public int received() {
        return answers().size();
    }

    /**
     * By how many hops the first responder's way back is longer (positive) or shorter (negative) than the way there, as
     * {@link Responder#returnHops} estimates it: other than 0 means asymmetric routes, or a tunnel that hides hops in
     * one direction (Vanaubel et al., "Through the wormhole", IMC 2017, call it return and forward asymmetry). Empty
     * where no reply TTL is known.
     */
    public OptionalInt asymmetry() {
        OptionalInt back =
                responders().stream().findFirst().map(Responder::returnHops).orElse(OptionalInt.empty());
        return back.isPresent() ? OptionalInt.of(back.getAsInt() - ttl) : back;
    }

    private List<Answer> answers() {
        return probes.stream()
                .map(ProbeResult::outcome)
                .filter(Answer.class::isInstance)
                .map(Answer.class::cast)
                .toList();
    }

    private Responder responder(InetAddress address, List<Answer> answers) {
        return new Responder(
                address,
                statistics(answers.size(), answers),
                answers.get(0).reception().replyTtl(),
                answers.stream()
                        .filter(IcmpError.class::isInstance)
                        .flatMap(answer -> ((IcmpError) answer).extensions().objects().stream())
                        .distinct()
                        .toList(),
                info.of(address));
    }

    private static Statistics statistics(int sent, List<Answer> answers) {
        return Statistics.of(
                sent, answers.stream().map(answer -> answer.reception().rtt()).toList());
    }
}
