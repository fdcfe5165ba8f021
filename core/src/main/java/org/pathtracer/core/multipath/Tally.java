// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.Map;
import java.util.TreeMap;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;

/** Counts what was sent and received. */
final class Tally {
    private final Map<Integer, Integer> searching = new TreeMap<>();
    private final Map<String, String> sendFailures = new TreeMap<>();
    private final Map<String, UnreachableReason> rejections = new TreeMap<>();
    private boolean searchEnded;
    private int sent;
    private int received;
    private int unsent;

    void onSent(FlowProbe probe) {
        sent++;
        if (probe.purpose == FlowProbe.Purpose.FLOW && !searchEnded) {
            searching.merge(probe.ttl, 1, Integer::sum);
        }
    }

    /** What follows is not part of the search. */
    void searchEnded() {
        searchEnded = true;
    }

    void onAnswer(ProbeOutcome.Answer answer) {
        received++;
        if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            rejections.put(CanonicalAddress.of(unreachable.reception().address()), unreachable.reason());
        }
    }

    void onSendFailed(ProbeOutcome.SendFailed failure) {
        sendFailures.put(failure.errorName(), failure.advice());
    }

    void onUnsent() {
        unsent++;
    }

    int sent() {
        return sent;
    }

    int received() {
        return received;
    }

    /** Questions that were not asked since there were too many. */
    int unsent() {
        return unsent;
    }

    /** Probes of the search itself up to a TTL. */
    int searching(int last) {
        return searching.entrySet().stream()
                .filter(entry -> entry.getKey() <= last)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** What the system said of probes that could not leave: names of errors, and what to do about them. */
    Map<String, String> sendFailures() {
        return sendFailures;
    }

    /** The routers that said that there is no way on, and why. */
    Map<String, UnreachableReason> rejections() {
        return rejections;
    }
}
