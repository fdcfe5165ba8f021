// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pathtracer.Limit;
import org.pathtracer.MultipathRequest;
import org.pathtracer.StopReason;
import org.pathtracer.multipath.MultipathLimit;

/** What is said at the end. */
final class Report {
    private final MultipathRequest request;
    private final int firstFlow;
    private final Exploration exploration;
    private final FlowTable table;
    private final Tally tally;
    private final Neighbours neighbours;
    private final AliasSearch aliases;
    private final List<Limit<MultipathLimit>> limits = new ArrayList<>();
    private boolean complete = true;

    Report(
            MultipathRequest request,
            int firstFlow,
            Exploration exploration,
            Tally tally,
            Neighbours neighbours,
            AliasSearch aliases) {
        this.request = request;
        this.firstFlow = firstFlow;
        this.exploration = exploration;
        this.table = exploration.table;
        this.tally = tally;
        this.neighbours = neighbours;
        this.aliases = aliases;
    }

    /**
     * The findings.
     *
     * @param byItself whether nothing was left to ask
     * @param restarts how often it began again
     */
    Findings findings(StopReason reason, boolean byItself, int restarts) {
        boolean whole = byItself && tally.unsent() == 0;
        early(reason, byItself);
        if (whole) {
            unfinished();
        }
        if (table.highestAnswered() < table.first) {
            shortcoming(MultipathLimit.NO_ANSWER, "No probe was answered, so nothing is known of any path");
        }
        routes(restarts);
        exploration.unlinked().ifPresent(sentence -> shortcoming(MultipathLimit.PER_PACKET, sentence));
        unchecked();
        remarks();
        return new Findings(
                new GraphBuilder(exploration, firstFlow).build(),
                Balancers.of(exploration, neighbours),
                aliases.routers(table),
                whole || table.reached() ? ConfidenceFigures.of(exploration) : ConfidenceFigures.none(exploration),
                table.reached(),
                complete,
                reason,
                limits,
                tally.searching(table.highestAnswered()),
                tally.sent(),
                tally.received());
    }

    private void shortcoming(MultipathLimit kind, String sentence) {
        complete = false;
        remark(kind, sentence);
    }

    private void remark(MultipathLimit kind, String sentence) {
        limits.add(new Limit<>(kind, sentence));
    }

    private void early(StopReason reason, boolean byItself) {
        if (!byItself) {
            shortcoming(
                    MultipathLimit.ENDED_EARLY,
                    "It ended early (%s), so branches may be missing everywhere"
                            .formatted(reason == StopReason.DEADLINE ? "the deadline passed" : "it was cancelled"));
        } else if (tally.unsent() > 0) {
            shortcoming(
                    MultipathLimit.MAX_PROBES,
                    "All %d probes allowed were sent while %d more were wanted, so branches may be missing%s"
                            .formatted(request.maxProbes(), tally.unsent(), openTtls()));
        }
        tally.sendFailures()
                .forEach((error, advice) -> shortcoming(
                        MultipathLimit.SEND_FAILED, "Probes could not leave this host: " + error + ", " + advice));
        if (!table.reached() && byItself) {
            remark(MultipathLimit.UNREACHED, unreached(reason));
        }
    }

    /** Where the search was still going on. */
    private String openTtls() {
        List<Integer> open = exploration.unfinished().stream()
                .filter(ttl -> ttl <= table.highestAnswered())
                .toList();
        return open.isEmpty() ? "" : "; the search was not over at " + Ttls.text(open);
    }

    private String unreached(StopReason reason) {
        String rejections = tally.rejections().entrySet().stream()
                .map(entry -> entry.getKey() + " says \"unreachable: "
                        + entry.getValue().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "\"")
                .collect(Collectors.joining(" and "));
        return "The target did not answer: "
                + switch (reason) {
                    case UNREACHABLE -> rejections;
                    case LOOP -> "the path runs in a circle";
                    case GAP_LIMIT -> "no hop does behind TTL %d".formatted(table.highestAnswered());
                    default -> "it is not within %d hops".formatted(request.maxHops());
                };
    }

    private void unfinished() {
        for (int ttl : exploration.unfinished()) {
            if (ttl > table.highestAnswered()) {
                continue;
            }
            TtlSearch hop = table.hop(ttl);
            if (hop.width() >= request.maxWidth()) {
                shortcoming(
                        MultipathLimit.MAX_WIDTH,
                        "TTL %d has %d addresses or more, the width asked for: others were not looked for"
                                .formatted(ttl, hop.width()));
            } else if (!table.hasNewFlow()) {
                shortcoming(
                        MultipathLimit.MAX_FLOWS,
                        "TTL %d would need more than the %d flows allowed".formatted(ttl, request.flows()));
            } else {
                shortcoming(
                        MultipathLimit.UNSEARCHED,
                        "TTL %d was not searched as the confidence wants: %d of its flows were not answered"
                                .formatted(ttl, hop.lost()));
            }
        }
    }

    /** Edges are told of flows that go one way; where too few checks of that were answered, they may be false. */
    private void unchecked() {
        List<Integer> failed = new ArrayList<>();
        for (int ttl = table.first; ttl <= table.highestAnswered(); ttl++) {
            if (exploration.checks.failed(ttl)) {
                failed.add(ttl);
            }
        }
        if (!failed.isEmpty()) {
            shortcoming(
                    MultipathLimit.UNCHECKED,
                    "Whether flows always meet the same addresses at %s could not be checked: edges behind may be false"
                            .formatted(Ttls.text(failed)));
        }
    }

    private void routes(int restarts) {
        if (exploration.checks.routeChanged()) {
            shortcoming(MultipathLimit.ROUTE_CHANGED, "The route kept changing while it was discovered");
        } else if (restarts > 0) {
            remark(
                    MultipathLimit.ROUTE_CHANGED,
                    "The route changed meanwhile, so the discovery began again (%d times)".formatted(restarts));
        }
    }

    /** What was not answered: at silent routers, at routers that bound their answers, or by loss. */
    private void unanswered() {
        List<Integer> silent = new ArrayList<>();
        List<Integer> limited = new ArrayList<>();
        List<Integer> lossy = new ArrayList<>();
        int lost = 0;
        for (int ttl = table.first; ttl <= table.highestAnswered(); ttl++) {
            TtlSearch hop = table.hop(ttl);
            if (hop.hasAny(vertex -> vertex.kind == Vertex.Kind.SILENT)) {
                silent.add(ttl);
            } else if (hop.lost() > 0 && exploration.silence.limited(ttl)) {
                limited.add(ttl);
            } else if (hop.lost() > 0) {
                lossy.add(ttl);
                lost += hop.lost();
            }
        }
        if (!limited.isEmpty()) {
            shortcoming(
                    MultipathLimit.RATE_LIMITED,
                    Ttls.text(limited) + (limited.size() == 1 ? " bounds its" : " bound their")
                            + " answers: even flows that had been answered were not when asked again, so addresses may be missing");
        }
        if (!silent.isEmpty()) {
            remark(
                    MultipathLimit.SILENT,
                    Ttls.text(silent) + (silent.size() == 1 ? " has" : " have")
                            + " silent routers: how many can't be seen");
        }
        if (!lossy.isEmpty()) {
            remark(
                    MultipathLimit.LOSS,
                    "%s left %d of %s flows unanswered, as if lost"
                            .formatted(Ttls.text(lossy), lost, lossy.size() == 1 ? "its" : "their"));
        }
    }

    private void remarks() {
        if (request.thrifty()) {
            remark(
                    MultipathLimit.ASSUMED,
                    "Taken for granted, to save probes: paths don't part at this host, the target is as far on all of"
                            + " them, and balancers look at flows");
        }
        exploration.smallestShares().forEach((ttl, share) -> {
            if (share < 1 && ttl <= table.highestAnswered()) {
                remark(
                        MultipathLimit.UNEVEN,
                        ("Flows are not spread evenly over the addresses at TTL %d (one gets %.0f %%):"
                                        + " addresses that get less may be missing")
                                .formatted(ttl, 100 * share));
            }
        });
        unanswered();
        if (aliases.blind()) {
            remark(
                    MultipathLimit.ALIASES,
                    "Which addresses belong to one router could not be seen: no answer counted,"
                            + " and counters take IPv4 and raw sockets");
        } else {
            aliases.undecided(table).ifPresent(sentence -> remark(MultipathLimit.ALIASES, sentence));
        }
        if (!exploration.switched().isEmpty()) {
            remark(
                    MultipathLimit.ALGORITHM,
                    "Paths cross between TTL %d and %d, so MDA took over from MDA-Lite there"
                            .formatted(
                                    exploration.switched().nextSetBit(0) - 1,
                                    exploration.switched().length() - 1));
        }
    }
}
