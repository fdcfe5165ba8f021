// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.pathtracer.Hop;
import org.pathtracer.enrich.HopInfo;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.probe.ProbeOutcome.IcmpError;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.trace.InferredHop;
import org.pathtracer.trace.LossVerdict;
import org.pathtracer.trace.Responder;

/** The facts of a {@link Hop}. */
public record HopRecord(
        int ttl,
        List<ProbeResult> probes,
        Optional<LossVerdict> lossVerdict,
        HopInfo info,
        Optional<InferredHop> inferred)
        implements Hop {
    /** Copies the list. */
    public HopRecord {
        Objects.requireNonNull(probes, "probes");
        Objects.requireNonNull(lossVerdict, "lossVerdict");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(inferred, "inferred");
        if (inferred.isPresent() && !probes.isEmpty()) {
            throw new IllegalArgumentException("a hop that was probed is not inferred");
        }
        probes = List.copyOf(probes);
    }

    /** A hop that was probed. */
    public HopRecord(int ttl, List<ProbeResult> probes, Optional<LossVerdict> lossVerdict, HopInfo info) {
        this(ttl, probes, lossVerdict, info, Optional.empty());
    }

    /** A hop of which nothing else is known. */
    public HopRecord(int ttl, List<ProbeResult> probes) {
        this(ttl, probes, Optional.empty(), HopInfoRecord.NONE);
    }

    /** A hop that was not probed, since other traces know it. */
    public static Hop inferred(int ttl, InferredHop router) {
        return new HopRecord(ttl, List.of(), Optional.empty(), HopInfoRecord.NONE, Optional.of(router));
    }

    /** The same with a verdict on its loss. */
    public static Hop withLossVerdict(Hop hop, LossVerdict verdict) {
        return new HopRecord(hop.ttl(), hop.probes(), Optional.of(verdict), hop.info(), hop.inferred());
    }

    /** The same with names and networks. */
    public static Hop withInfo(Hop hop, HopInfo known) {
        return new HopRecord(hop.ttl(), hop.probes(), hop.lossVerdict(), known, hop.inferred());
    }

    @Override
    public Optional<Segment> segment() {
        return info.segment();
    }

    @Override
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

    @Override
    public Optional<InetAddress> address() {
        for (ProbeResult probe : probes) {
            if (probe.outcome() instanceof Answer answer) {
                return Optional.of(answer.reception().address());
            }
        }
        return inferred.map(InferredHop::address);
    }

    @Override
    public Optional<Duration> rtt() {
        return responders().stream()
                .findFirst()
                .flatMap(responder -> responder.statistics().min());
    }

    @Override
    public Statistics statistics() {
        return statistics(sent(), answers());
    }

    @Override
    public int sent() {
        return (int) probes.stream()
                .filter(probe -> !(probe.outcome() instanceof ProbeOutcome.SendFailed))
                .count();
    }

    @Override
    public int received() {
        return answers().size();
    }

    @Override
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
        return new ResponderRecord(
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

    @Override
    public String toString() {
        if (inferred.isPresent()) {
            return ttl + " " + inferred.get();
        }
        List<Responder> all = responders();
        if (all.isEmpty()) {
            return ttl + " no answer";
        }
        return ttl + " " + all.stream().map(Responder::toString).collect(Collectors.joining(", "));
    }
}
