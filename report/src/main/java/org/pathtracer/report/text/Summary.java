// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.List;
import java.util.stream.Collectors;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome.Unreachable;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;

/**
 * The last line of a trace: how it ended, in words.
 *
 * @since 0.1.0
 */
public final class Summary {
    private Summary() {}

    public static String of(TraceResult result) {
        List<Hop> hops = result.hops();
        int sent = hops.stream().mapToInt(Hop::sent).sum();
        int received = hops.stream().mapToInt(Hop::received).sum();
        String verdict = result.reached() ? "reached in " + count(lastTtl(result)) : "not reached: " + reason(result);
        return verdict + ", " + Milliseconds.rough(result.duration()) + ", " + received + " of " + sent
                + " probes answered";
    }

    private static String reason(TraceResult result) {
        if (result.probesSent() == 0 && !UnsentProbes.advice(result.hops()).isEmpty()) {
            return "no probe could leave this host";
        }
        return switch (result.stopReason()) {
            case DESTINATION -> "the target ended the trace without an answer of its own";
            case UNREACHABLE -> rejections(result);
            case MAX_HOPS -> "it is not within " + count(lastTtl(result));
            case GAP_LIMIT -> "the last " + count(silentAtEnd(result.hops())) + " were silent";
            case LOOP -> "the path runs in a circle";
            case DEADLINE -> "the deadline passed after " + count(lastTtl(result));
            case COMPLETED -> "all was probed that was to be probed";
            case CANCELLED -> "stopped after " + count(lastTtl(result));
        };
    }

    private static String rejections(TraceResult result) {
        if (result.hops().isEmpty()) {
            return "the target is unreachable"; // a document may say no more
        }
        Hop last = result.hops().get(result.hops().size() - 1);
        return last.probes().stream()
                .filter(probe -> probe.outcome() instanceof Unreachable)
                .map(probe -> (Unreachable) probe.outcome())
                .map(Summary::saying)
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /** The hop that refuses it, and why. */
    public static String saying(Unreachable answer) {
        return AddressText.of(answer.reception().address()) + " says \"" + words(answer) + "\"";
    }

    public static String words(Unreachable answer) {
        return switch (answer.reason()) {
            case NETWORK -> "network unreachable";
            case HOST -> "host unreachable";
            case PROTOCOL -> "protocol unreachable";
            case PORT -> "port unreachable";
            case FRAGMENTATION_NEEDED ->
                answer.nextMtu().isPresent()
                        ? "too big, the next link takes " + answer.nextMtu().getAsInt() + " bytes"
                        : "too big for the next link";
            case SOURCE_ROUTE_FAILED -> "source route failed";
            case PROHIBITED -> "prohibited by a filter";
            case HOST_PRECEDENCE, PRECEDENCE_CUTOFF -> "prohibited for this precedence";
            case BEYOND_SCOPE -> "beyond the scope of the source address";
            case OTHER -> "unreachable";
        };
    }

    private static int silentAtEnd(List<Hop> hops) {
        int silent = 0;
        while (silent < hops.size()
                && hops.get(hops.size() - 1 - silent).address().isEmpty()) {
            silent++;
        }
        return silent;
    }

    private static int lastTtl(TraceResult result) {
        List<Hop> hops = result.hops();
        return hops.isEmpty() ? 0 : hops.get(hops.size() - 1).ttl();
    }

    /** A number of hops in words. */
    public static String count(int hops) {
        return hops == 1 ? "1 hop" : hops + " hops";
    }
}
