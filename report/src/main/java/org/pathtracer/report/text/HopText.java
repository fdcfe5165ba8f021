// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.AddressFamily;
import org.pathtracer.Hop;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.Reception;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.OwnerText;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.trace.InferredHop;
import org.pathtracer.trace.Responder;

/**
 * The lines of one hop: a line per responder, the first one's with the unanswered probes.
 *
 * @since 0.1.0
 */
public final class HopText {
    private static final int TTL_WIDTH = 3;
    /** Of the longest IPv4 address, and of most IPv6 addresses. */
    private static final int IPV4_WIDTH = 15;

    private static final int IPV6_WIDTH = 24;
    private static final int RTT_WIDTH = 8;
    private static final String GAP = "  ";
    private static final String INDENT = " ".repeat(TTL_WIDTH);

    private final Palette palette;

    public HopText(Palette palette) {
        this.palette = palette;
    }

    public List<String> lines(Hop hop) {
        List<Responder> responders = hop.responders();
        String ttl = Cells.right(Integer.toString(hop.ttl()), TTL_WIDTH);
        if (hop.inferred().isPresent()) {
            return List.of(ttl + GAP + inferred(hop.inferred().get()));
        }
        if (responders.isEmpty()) {
            return List.of((ttl + GAP + cells(hop.probes().stream()) + GAP + place(hop)).stripTrailing());
        }
        List<String> lines = new ArrayList<>();
        for (Responder responder : responders) {
            boolean first = lines.isEmpty();
            InetAddress address = responder.address();
            Stream<ProbeResult> probes = hop.probes().stream().filter(probe -> belongs(probe, address, first));
            lines.add((first ? ttl : INDENT) + GAP + column(address) + cells(probes) + owner(responder.info()));
            responder.extensions().forEach(object -> lines.add(INDENT + GAP + palette.faint(ExtensionText.of(object))));
        }
        return lines;
    }

    /** Without a time, since no probe was sent there. */
    private String inferred(InferredHop router) {
        return column(router.address())
                + palette.faint("(not asked: inferred from %d other traces)".formatted(router.traces()));
    }

    private String place(Hop hop) {
        return hop.segment()
                .filter(segment -> segment != Segment.UNKNOWN)
                .map(segment -> palette.faint(EnumText.of(segment)))
                .orElse("");
    }

    private String owner(AddressInfo info) {
        List<String> words = OwnerText.words(info);
        return words.isEmpty() ? "" : GAP + palette.faint(String.join(GAP, words));
    }

    /** An answer that came when its hop's line had been printed. */
    public String afterItsLine(ProbeResult probe) {
        return Cells.right(Integer.toString(probe.ttl()), TTL_WIDTH)
                + GAP
                + (probe.outcome() instanceof Answer answer
                        ? column(answer.reception().address())
                        : "")
                + cells(Stream.of(probe));
    }

    private static boolean belongs(ProbeResult probe, InetAddress address, boolean first) {
        return probe.outcome() instanceof Answer answer
                ? answer.reception().address().equals(address)
                : first;
    }

    private static String column(InetAddress address) {
        int width = AddressFamily.of(address) == AddressFamily.IPV4 ? IPV4_WIDTH : IPV6_WIDTH;
        String text = AddressText.of(address);
        return text + " ".repeat(Math.max(0, width - text.length())) + GAP;
    }

    private String cells(Stream<ProbeResult> probes) {
        return probes.map(this::cell).collect(Collectors.joining(GAP));
    }

    private String cell(ProbeResult probe) {
        ProbeOutcome outcome = probe.outcome();
        if (outcome instanceof Answer answer) {
            return answered(answer) + remarks(probe, answer);
        } else if (outcome instanceof ProbeOutcome.SendFailed failure) {
            return palette.bad(Printable.line(failure.errorName()));
        }
        return palette.faint("*");
    }

    private String answered(Answer answer) {
        Reception reception = answer.reception();
        String mark = answer instanceof ProbeOutcome.Unreachable unreachable ? unreachable.mark() : "";
        return Cells.right(Milliseconds.fixed(reception.rtt()), RTT_WIDTH) + " ms"
                + (mark.isEmpty() ? "" : " " + palette.bad(mark));
    }

    private String remarks(ProbeResult probe, Answer answer) {
        List<String> remarks = new ArrayList<>();
        if (answer.reception().late()) {
            remarks.add("late");
        } else if (probe.reordered()) {
            remarks.add("reordered");
        }
        if (probe.duplicates() > 0) {
            remarks.add(probe.duplicates() == 1 ? "duplicate" : probe.duplicates() + " duplicates");
        }
        return remarks.isEmpty() ? "" : " " + palette.faint("(" + String.join(", ", remarks) + ")");
    }
}
