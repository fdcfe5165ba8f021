// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.IcmpError;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.report.format.OtherAddress;
import org.pathtracer.report.format.Printable;
import org.pathtracer.trace.HeaderRewrite;

/**
 * What a whole trace shows of its path, a sentence each.
 *
 * @since 0.1.0
 */
public final class PathNotes {
    private PathNotes() {}

    public static List<String> of(TraceResult result) {
        List<String> notes = new ArrayList<>(rewrites(result.headerRewrites()));
        String oneByOne = result.hops().stream()
                .filter(PathNotes::foundByElimination)
                .map(hop -> Integer.toString(hop.ttl()))
                .collect(Collectors.joining(", "));
        if (!oneByOne.isEmpty()) {
            notes.add("answers of hop " + oneByOne
                    + " show too little of the probes to tell them apart, so one was sent at a time");
        }
        otherAddresses(result).ifPresent(notes::add);
        result.asymmetry().ifPresent(difference -> {
            if (result.reached() && difference != 0) {
                int there = result.hops().get(result.hops().size() - 1).ttl();
                notes.add("the way back has about " + (there + difference) + " hops, the way there " + there);
            }
        });
        if (result.reached()) {
            // Else the summary says so.
            notes.addAll(RunNotes.ofEnd(result.stopReason(), "hops may show fewer probes than were asked for"));
        }
        notes.addAll(RunNotes.ofHost(result.transport(), result.networkChanged()));
        return notes;
    }

    /** A host with several addresses may answer from another one than was asked. */
    private static Optional<String> otherAddresses(TraceResult result) {
        List<ProbeOutcome.Answer> answers = new ArrayList<>();
        for (Hop hop : result.hops()) {
            for (ProbeResult probe : hop.probes()) {
                boolean own = !(probe.outcome() instanceof IcmpError);
                if (own && probe.outcome() instanceof ProbeOutcome.Answer answer) {
                    answers.add(answer);
                }
            }
        }
        return OtherAddress.of(result.address(), answers.stream());
    }

    private static boolean foundByElimination(Hop hop) {
        return hop.probes().stream()
                .anyMatch(probe -> probe.outcome() instanceof IcmpError error
                        && error.quoted().matching() == Matching.ONLY_CANDIDATE);
    }

    /** Fields that are changed at one place and for one reason are told together. */
    private static List<String> rewrites(List<HeaderRewrite> rewrites) {
        Map<String, List<String>> byPlace = new LinkedHashMap<>();
        for (HeaderRewrite rewrite : rewrites) {
            String what = rewrite.change().field().translated() ? "address translation " : "header rewritten ";
            byPlace.computeIfAbsent(what + place(rewrite), place -> new ArrayList<>())
                    .add(change(rewrite));
        }
        return byPlace.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    private static String place(HeaderRewrite rewrite) {
        return rewrite.unchangedAt().isPresent()
                ? "between hop " + rewrite.unchangedAt().getAsInt() + " and " + rewrite.ttl()
                : "at hop " + rewrite.ttl() + " or before";
    }

    private static String change(HeaderRewrite rewrite) {
        return name(rewrite.change().field()) + " "
                + Printable.line(rewrite.change().sent()) + " became "
                + Printable.line(rewrite.change().seen());
    }

    private static String name(HeaderField field) {
        return switch (field) {
            case TTL, DSCP, ECN -> field.name();
            default -> field.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
