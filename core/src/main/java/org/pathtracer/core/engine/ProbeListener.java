// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.Probe;

/** Is told of each probe by the engines that send them, on their loops: must be short, not wait, and not throw. */
public interface ProbeListener {
    /** Is told nothing. */
    ProbeListener NONE = new ProbeListener() {
        @Override
        public void leaving(Probe probe) {}

        @Override
        public void ended(Probe probe, ProbeOutcome outcome) {}

        @Override
        public void abandoned(Probe probe) {}
    };

    /** A probe is about to be handed to its transport. */
    void leaving(Probe probe);

    /** What became of a probe; told again if an answer comes after its timeout. */
    void ended(Probe probe, ProbeOutcome outcome);

    /** A probe's operation no longer awaits its answer. */
    void abandoned(Probe probe);
}
