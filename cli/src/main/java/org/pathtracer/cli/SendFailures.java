// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pathtracer.Hop;
import org.pathtracer.ProbeOutcome.SendFailed;
import org.pathtracer.TraceResult;

/** Probes that did not leave this host: the fault is here, so it must not look like one of the path. */
final class SendFailures {
    private SendFailures() {}

    /** What the system said for the probes of some hops, each error once: its name, and what to do about it. */
    static Map<String, String> advice(List<Hop> hops) {
        Map<String, String> advice = new TreeMap<>();
        hops.stream()
                .flatMap(hop -> hop.probes().stream())
                .filter(probe -> probe.outcome() instanceof SendFailed)
                .map(probe -> (SendFailed) probe.outcome())
                .forEach(failure -> advice.put(failure.errorName(), failure.advice()));
        return advice;
    }

    /** Says it aloud if no probe at all has left. */
    static void complain(TraceResult result, Terminal terminal) {
        Map<String, String> advice = advice(result.hops());
        if (result.probesSent() == 0 && !advice.isEmpty()) {
            terminal.complain(advice.entrySet().stream()
                    .map(entry -> entry.getKey() + ", " + entry.getValue())
                    .collect(Collectors.joining("; ", "no probe could leave this host: ", "")));
        }
    }
}
