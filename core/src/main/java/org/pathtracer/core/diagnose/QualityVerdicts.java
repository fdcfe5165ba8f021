// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.pathtracer.core.explanation.ChangeExplanations;
import org.pathtracer.core.explanation.HopLoss;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.result.FindingRecord;
import org.pathtracer.result.PlaceRecord;

/** Loss, delay, bad branches, changing routes and lost large packets on a path whose target answers. */
final class QualityVerdicts {
    /** Bad branches are rarer than lossy links: of the faults that make some packets fail, about one in five. */
    private static final double BRANCH_PRIOR_ODDS = 0.25;

    /** Two of a trace, some of the second look, and a burst. */
    private static final int LEAST_SEEN = 7;

    private final Evidence evidence;
    private final Quality quality;
    private final Leg leg;

    QualityVerdicts(Evidence evidence, Quality quality) {
        this.evidence = evidence;
        this.quality = quality;
        leg = quality.leg();
    }

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        Optional<Finding> change = change();
        change.ifPresent(all::add);
        Optional<Finding> branch = branch();
        branch.ifPresent(all::add);
        Optional<Finding> delay = delay();
        if (branch.isEmpty() && !(delay.isPresent() && quality.overflows())) {
            loss().ifPresent(all::add);
        }
        delay.ifPresent(all::add);
        mtu(branch.isPresent() ? worstFlow() : quality.lossShare()).ifPresent(all::add);
        return all;
    }

    private Optional<Finding> loss() {
        HopLoss lost = quality.targetLoss();
        if (lost.lost() == 0) {
            return Optional.empty();
        }
        Posterior<Claim> claims = new Posterior<>();
        int best = -1;
        for (Posterior.Weighed<Integer> link : quality.lossLinks()) {
            int index = link.explanation();
            boolean local = index >= 0 && isLocal(index);
            best = best < 0 ? index : best;
            claims.add(
                    index < 0
                            ? Claim.nothing()
                            : Claim.of(local ? FindingKind.LOCAL_LOSS : FindingKind.LINK_LOSS, link(index)),
                    link.probability(),
                    0);
        }
        List<String> why = new ArrayList<>();
        why.add("%.0f of %.0f probes to the target were lost (%s, %s)"
                .formatted(
                        lost.lost(),
                        lost.sent(),
                        Words.percent(lost.lost() / lost.sent()),
                        Words.channel(quality.channel())));
        for (int i = Math.max(0, best - 1); best >= 0 && i <= Math.min(best, quality.routers.size() - 1); i++) {
            HopLoss hop = quality.loss(i);
            if (hop.sent() > 0) {
                why.add("%.0f of %.0f probes to hop %d (%s) were lost"
                        .formatted(
                                hop.lost(),
                                hop.sent(),
                                quality.routers.get(i).ttl,
                                quality.routers
                                        .get(i)
                                        .address
                                        .map(Words::address)
                                        .orElse("")));
            }
        }
        return Claim.finding(claims.weighed(), Severity.DEGRADES, why, evidence.request.text())
                .map(found -> withShare(found, lost.lost() / lost.sent()));
    }

    private static Finding withShare(Finding found, double ratio) {
        return new FindingRecord(
                found.kind(),
                found.place(),
                found.severity(),
                found.probability(),
                found.alternatives(),
                Words.lossSentence(found.kind(), found.place(), ratio),
                found.evidence(),
                found.advice());
    }

    private Optional<Finding> delay() {
        if (!quality.waits()) {
            return Optional.empty();
        }
        Posterior<Claim> claims = new Posterior<>();
        for (Posterior.Weighed<Integer> link : quality.delayLinks()) {
            int index = link.explanation();
            claims.add(
                    index < 0
                            ? Claim.nothing()
                            : Claim.of(isLocal(index) ? FindingKind.LOCAL_DELAY : FindingKind.QUEUE, link(index)),
                    link.probability(),
                    0);
        }
        double[] excess = quality.targetExcess();
        Arrays.sort(excess);
        List<String> why = new ArrayList<>();
        why.add("round trips to the target take %s ms longer than the shortest on average, %s ms at most (%d samples)"
                .formatted(
                        Words.number(quality.typicalWait()), Words.number(excess[excess.length - 1]), excess.length));
        if (quality.overflows()) {
            HopLoss lost = quality.targetLoss();
            why.add(
                    "%.0f of %.0f probes to the target were lost (%s), %d of them next to one that waited long: what a full queue drops"
                            .formatted(
                                    lost.lost(),
                                    lost.sent(),
                                    Words.percent(lost.lost() / lost.sent()),
                                    quality.lostWhileLong()));
        }
        return Claim.finding(claims.weighed(), Severity.DEGRADES, why, evidence.request.text());
    }

    private boolean isLocal(int index) {
        return index < quality.routers.size() ? quality.routers.get(index).ttl == 1 : isFirst();
    }

    private boolean isFirst() {
        return leg.distance().orElse(2) == 1;
    }

    /** The link that leads to the hop with this index, from the nearest that answers before. */
    private PlaceRecord link(int index) {
        boolean last = index == quality.routers.size();
        Optional<InetAddress> to = last ? Optional.of(leg.address) : quality.routers.get(index).address;
        Optional<InetAddress> from = index == 0 ? Optional.empty() : quality.routers.get(index - 1).address;
        OptionalInt ttl = last ? leg.distance() : OptionalInt.of(quality.routers.get(index).ttl);
        PlaceSegment segment = last
                ? PlaceSegment.DESTINATION
                : isLocal(index) ? PlaceSegment.LAN : quality.routers.get(index).segment;
        return new PlaceRecord(segment, ttl, Optional.empty(), from, to);
    }

    private Optional<Finding> branch() {
        double logOdds = quality.branchLogOdds() + Math.log(BRANCH_PRIOR_ODDS);
        if (logOdds < 0) {
            return Optional.empty();
        }
        double branch = 1 / (1 + Math.exp(-logOdds));
        Posterior<Claim> claims = new Posterior<>();
        Branches.find(leg, leg.tracedFlows(quality.channel()))
                .forEach(vertex -> claims.add(
                        Claim.of(
                                FindingKind.BAD_BRANCH,
                                vertex.explanation().map(this::at).orElse(PlaceRecord.of(PlaceSegment.UNKNOWN))),
                        branch * vertex.probability(),
                        0));
        for (Posterior.Weighed<Integer> link : quality.lossLinks()) {
            if (link.explanation() >= 0) {
                claims.add(
                        Claim.of(
                                isLocal(link.explanation()) ? FindingKind.LOCAL_LOSS : FindingKind.LINK_LOSS,
                                link(link.explanation())),
                        (1 - branch) * link.probability(),
                        0);
            }
        }
        var flows = leg.target.getOrDefault(quality.channel(), new TreeMap<>());
        long bad = flows.values().stream()
                .filter(flow -> Branches.lossOf(flow) > 0)
                .count();
        List<String> why = new ArrayList<>();
        why.add("%d of %d flows (connections) lose packets, the worst %s of them, and the others none (%s)"
                .formatted(bad, flows.size(), Words.percent(worstFlow()), Words.channel(quality.channel())));
        return Claim.finding(claims.weighed(), Severity.DEGRADES, why, evidence.request.text());
    }

    private PlaceRecord at(Branches.Vertex vertex) {
        PlaceSegment segment = Optional.ofNullable(leg.hops.get(vertex.ttl()))
                .map(hop -> hop.segment)
                .orElse(PlaceSegment.UNKNOWN);
        return new PlaceRecord(
                segment, OptionalInt.of(vertex.ttl()), vertex.address(), vertex.before(), Optional.empty());
    }

    /** Routes that change from time to time; a load balancer that chooses anew for each packet is no fault. */
    private Optional<Finding> change() {
        for (var entry : leg.watch.entrySet()) {
            List<InetAddress> responders = List.copyOf(entry.getValue().values());
            long kinds = responders.stream().distinct().count();
            if (kinds < 2 || responders.size() < LEAST_SEEN) {
                continue;
            }
            double odds = ChangeExplanations.logOdds(entry.getValue());
            PathHop hop = Objects.requireNonNull(leg.hops.get(entry.getKey()), "a hop that was watched");
            PlaceRecord place = new PlaceRecord(
                    hop.segment,
                    OptionalInt.of(hop.ttl),
                    Optional.of(responders.get(0)),
                    Optional.empty(),
                    Optional.empty());
            var claims = new Posterior<Claim>()
                    .add(Claim.of(FindingKind.FLAPPING, place), 0.5, odds)
                    .add(Claim.nothing(), 0.5, 0)
                    .weighed();
            return Claim.finding(
                    claims,
                    Severity.DEGRADES,
                    List.of("%d routers took turns at hop %d for one flow, seen in %d probes"
                            .formatted(kinds, hop.ttl, responders.size())),
                    evidence.request.text());
        }
        return Optional.empty();
    }

    /** What the flow loses that loses most. */
    private double worstFlow() {
        return leg.target.getOrDefault(quality.channel(), new TreeMap<>()).values().stream()
                .mapToDouble(Branches::lossOf)
                .max()
                .orElse(0);
    }

    /** The search is a flow of its own: if flows differ, it may be one of those that lose most. */
    private Optional<Finding> mtu(double ratio) {
        if (leg.mtu.isEmpty() || leg.mtu.get().verdict() != PathMtuVerdict.BLACK_HOLE) {
            return Optional.empty();
        }
        Optional<LimitingHop> hop = leg.mtu.get().limitingHop();
        int ttl = hop.map(LimitingHop::ttl).orElse(OptionalInt.empty()).orElse(0);
        Optional<PathHop> next = leg.routers().stream()
                .filter(router ->
                        router.ttl > ttl + hop.map(LimitingHop::silentBehind).orElse(0))
                .findFirst();
        PlaceRecord place = new PlaceRecord(
                next.map(known -> known.segment).orElse(PlaceSegment.DESTINATION),
                next.map(known -> OptionalInt.of(known.ttl)).orElse(leg.distance()),
                Optional.empty(),
                hop.flatMap(LimitingHop::address),
                next.map(known -> known.address).orElse(Optional.of(leg.address)));
        // Three probes of a size in a row are lost by chance too, where much is lost.
        double chance = Math.min(0.5, 20 * Math.pow(ratio, 3));
        var claims = new Posterior<Claim>()
                .add(Claim.of(FindingKind.MTU_BLACK_HOLE, place), 0.96 * (1 - chance), 0)
                .add(Claim.nothing(), 0.04 + chance, 0)
                .weighed();
        return Claim.finding(
                claims,
                Severity.BLOCKS,
                List.of(
                        "packets up to %d bytes arrive, larger ones vanish without \"fragmentation needed\" (%d sizes tried)"
                                .formatted(
                                        leg.mtu.get().pathMtu().orElse(0),
                                        leg.mtu.get().steps().size())),
                evidence.request.text());
    }
}
