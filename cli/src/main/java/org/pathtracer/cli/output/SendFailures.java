// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.report.text.UnsentProbes;

/** Probes that did not leave this host: the fault is here, so it must not look like one of the path. */
public final class SendFailures {
    private SendFailures() {}

    /** Says aloud why probes to some targets could not leave, if there are any. */
    public static void complain(Collection<Map<SendFailed, Long>> ofTargets, Terminal terminal) {
        Map<String, String> advice = new TreeMap<>();
        long failed = 0;
        for (Map<SendFailed, Long> failures : ofTargets) {
            for (Map.Entry<SendFailed, Long> failure : failures.entrySet()) {
                failed += failure.getValue();
                advice.put(failure.getKey().errorName(), failure.getKey().advice());
            }
        }
        if (failed > 0) {
            terminal.complain(sentence(failed + " probes could not leave this host: ", advice));
        }
    }

    private static String sentence(String start, Map<String, String> advice) {
        return advice.entrySet().stream()
                .map(entry -> entry.getKey() + ", " + entry.getValue())
                .collect(Collectors.joining("; ", start, ""));
    }

    /** Says it aloud if no probe at all has left. */
    public static void complain(TraceResult result, Terminal terminal) {
        Map<String, String> advice = UnsentProbes.advice(result.hops());
        if (result.probesSent() == 0 && !advice.isEmpty()) {
            terminal.complain(sentence("no probe could leave this host: ", advice));
        }
    }
}
