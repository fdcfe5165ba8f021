// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.scripted;

import java.util.List;
import org.pathtracer.spi.Probe;

/** What a network answers. */
public interface Script {
    /** There is never an answer. */
    Script SILENCE = (probe, number) -> List.of();

    /**
     * The answers to a probe.
     *
     * @param number how many probes of this TTL to this destination were sent before
     */
    List<Arrival> answers(Probe probe, int number);
}
