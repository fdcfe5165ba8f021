// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import java.util.List;
import org.pathtracer.probe.ProbeOutcome;

/** A search in waves: all probes of a wave leave together, the next wave is made of what they told. */
interface Search {
    /** The next wave, once all of the one before have an outcome; empty when the search is over. */
    List<SizedOrder> wave();

    /** What became of a probe; once for each. */
    void onOutcome(SizedOrder order, ProbeOutcome outcome);

    /** An answer to a probe that had been given up. */
    void onLateAnswer(SizedOrder order, ProbeOutcome.Answer answer);
}
