// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.Hop;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.loss.HopTrials;
import org.pathtracer.core.loss.Trial;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;

/** When the probes of a trace left, which its hops don't tell. */
final class ProbeLog {
    private static final class Departure {
        long nanos;
    }

    private final Map<Integer, Departure> byKey = new HashMap<>();
    private final Map<Integer, List<Departure>> byTtl = new HashMap<>();

    void asked(ProbeOrder order) {
        Departure departure = new Departure();
        byKey.put(order.key(), departure);
        byTtl.computeIfAbsent(order.ttl(), ttl -> new ArrayList<>()).add(departure);
    }

    void sent(int key, long nanos) {
        Departure departure = byKey.get(key);
        if (departure != null) {
            departure.nanos = nanos;
        }
    }

    /** What loss is judged by: the hop's probes that left, and the further ones that were sent for the purpose. */
    HopTrials trials(Hop hop, List<Trial> further, boolean target) {
        List<Trial> trials = new ArrayList<>(further);
        List<Departure> departures = byTtl.getOrDefault(hop.ttl(), List.of());
        for (ProbeResult probe : hop.probes()) {
            if (!(probe.outcome() instanceof ProbeOutcome.SendFailed) && probe.sequence() < departures.size()) {
                long at = departures.get(probe.sequence()).nanos;
                trials.add(new Trial(
                        at,
                        probe.outcome() instanceof ProbeOutcome.Answer answer
                                ? Optional.of(answer.reception().address())
                                : Optional.empty()));
            }
        }
        return new HopTrials(hop.ttl(), trials, target);
    }
}
