// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.enrich.HopInfo;
import org.pathtracer.enrich.Segment;

/**
 * All that is known of one TTL.
 *
 * @param ttl TTL or hop limit (1 to 255)
 * @param probes its probes in the order in which they were sent; those that were not yet answered or given up when the
 *     operation ended are left out
 * @param info names, networks, and the segment of the path
 */
public record Hop(int ttl, List<ProbeResult> probes, HopInfo info) {
    /** Copies the list. */
    public Hop {
        probes = List.copyOf(probes);
    }

    /** A hop of which nothing else is known. */
    public Hop(int ttl, List<ProbeResult> probes) {
        this(ttl, probes, HopInfo.NONE);
    }

    /** The part of the path it is in, also where nobody answered; empty if that was not asked for. */
    public Optional<Segment> segment() {
        return info.segment();
    }

    /** Everybody who answered, in the order of the probes. Several with load balancing or a route change. */
    public List<Responder> responders() {
        Map<InetAddress, List<Reception>> answers = new LinkedHashMap<>();
        for (Reception reception : receptions()) {
            answers.computeIfAbsent(reception.address(), address -> new ArrayList<>())
                    .add(reception);
        }
        return answers.entrySet().stream()
                .map(entry -> responder(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The first responder's address; empty for a silent hop. */
    public Optional<InetAddress> address() {
        return receptions().stream().findFirst().map(Reception::address);
    }

    /** The first responder's smallest round-trip time; empty for a silent hop. */
    public Optional<Duration> rtt() {
        return responders().stream()
                .findFirst()
                .flatMap(responder -> responder.statistics().min());
    }

    /** Loss and round-trip times over all probes of this TTL. */
    public Statistics statistics() {
        return statistics(sent(), receptions());
    }

    /** Probes that left this host and were answered or given up. */
    public int sent() {
        return (int) probes.stream()
                .filter(probe -> !(probe.outcome() instanceof ProbeOutcome.SendFailed))
                .count();
    }

    /** Answered probes. */
    public int received() {
        return receptions().size();
    }

    private List<Reception> receptions() {
        return probes.stream()
                .map(ProbeResult::outcome)
                .filter(ProbeOutcome.Answer.class::isInstance)
                .map(outcome -> ((ProbeOutcome.Answer) outcome).reception())
                .toList();
    }

    private Responder responder(InetAddress address, List<Reception> answers) {
        return new Responder(
                address, statistics(answers.size(), answers), answers.get(0).replyTtl(), info.of(address));
    }

    private static Statistics statistics(int sent, List<Reception> answers) {
        return Statistics.of(sent, answers.stream().map(Reception::rtt).toList());
    }
}
