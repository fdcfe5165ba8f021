// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathtracer.Hop;
import org.pathtracer.probe.ProbeOutcome.SendFailed;

/**
 * Probes that did not leave this host.
 *
 * @since 0.1.0
 */
public final class UnsentProbes {
    private UnsentProbes() {}

    /** Returns what the system said for the probes of some hops, each error once: its name, and what to do about it. */
    public static Map<String, String> advice(List<Hop> hops) {
        Map<String, String> advice = new TreeMap<>();
        hops.stream()
                .flatMap(hop -> hop.probes().stream())
                .filter(probe -> probe.outcome() instanceof SendFailed)
                .map(probe -> (SendFailed) probe.outcome())
                .forEach(failure -> advice.put(failure.errorName(), failure.advice()));
        return advice;
    }
}
