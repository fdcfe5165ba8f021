// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.Optional;
import org.pathtracer.PathMtuResult;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Printable;

/**
 * The last line of a path MTU search: what it found, in words.
 *
 * @since 0.1.0
 */
public final class MtuSummary {
    private MtuSummary() {}

    public static String of(PathMtuResult result) {
        return verdict(result) + ", " + Milliseconds.rough(result.duration()) + ", " + result.probesSent() + " probes";
    }

    private static String verdict(PathMtuResult result) {
        String size = result.pathMtu().orElse(0) + " bytes";
        return switch (result.verdict()) {
            case LARGEST_SIZE -> "path MTU at least " + size + ": the largest packet tried fits";
            case LOCAL_INTERFACE -> "path MTU " + size + ", limited by this host's own interface";
            case REPORTED -> "path MTU " + size + ", limited behind " + place(result.limitingHop());
            case BLACK_HOLE ->
                "path MTU " + size + ", black hole: larger packets vanish without a word behind "
                        + place(result.limitingHop());
            case UNDECIDED -> undecided(result, size);
            case BELOW_SMALLEST_SIZE -> "not reached: even the smallest packet tried is too big";
            case UNREACHABLE -> "not reached: " + refusal(result);
            case UNANSWERED -> "not reached: " + silence(result);
        };
    }

    /** Whether the hop was looked for, which the verdict does not say. */
    public static boolean namesAHop(PathMtuResult result) {
        return switch (result.verdict()) {
            case REPORTED, BLACK_HOLE, UNANSWERED -> true;
            default -> false;
        };
    }

    private static String undecided(PathMtuResult result, String size) {
        String end = switch (result.stopReason()) {
            case DEADLINE -> "the deadline passed";
            case CANCELLED -> "it was stopped";
            default -> "the search ended";
        };
        return result.reached()
                ? "path MTU at least " + size + ": " + end + " before its limit was found"
                : "not reached: " + end + " before an answer came" + named(result);
    }

    private static String place(Optional<LimitingHop> limit) {
        if (limit.isEmpty()) {
            return "a hop that was not found";
        }
        LimitingHop hop = limit.get();
        String address = hop.address().map(AddressText::of).orElse("no answer");
        String place = hop.ttl().isEmpty()
                ? "a hop that was not found (" + address + ")"
                : hop.ttl().getAsInt() == 0 ? "this host" : "hop " + hop.ttl().getAsInt() + " (" + address + ")";
        return switch (hop.silentBehind()) {
            case 0 -> place;
            case 1 -> place + " or the silent hop after it";
            default -> place + " or one of the " + hop.silentBehind() + " silent hops after it";
        };
    }

    private static String refusal(PathMtuResult result) {
        ProbeOutcome evidence = result.steps().get(0).evidence();
        return evidence instanceof ProbeOutcome.Unreachable unreachable
                ? Summary.saying(unreachable)
                : "the packets' TTL ended on the way";
    }

    private static String silence(PathMtuResult result) {
        return result.steps().stream()
                .map(SizeStep::evidence)
                .filter(ProbeOutcome.SendFailed.class::isInstance)
                .map(evidence -> (ProbeOutcome.SendFailed) evidence)
                .filter(failure -> result.probesSent() == 0)
                .findFirst()
                .map(failure -> "no probe could leave this host: "
                        + Printable.line(failure.errorName() + ", " + failure.advice()))
                .orElse("the target answers no packet of any size" + named(result));
    }

    private static String named(PathMtuResult result) {
        return result.reportedMtu().isEmpty()
                ? ""
                : "; a router lets pass at most " + result.reportedMtu().getAsInt() + " bytes, limited behind "
                        + place(result.limitingHop());
    }
}
