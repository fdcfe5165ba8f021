// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.pathtracer.spi.Probe;

/** Is told whether a probe left. */
public interface Departures {
    /** Ignores it. */
    Departures IGNORED = new Departures() {
        @Override
        public void left(Probe probe) {}

        @Override
        public void failed(Probe probe) {}
    };

    /** It has left. */
    void left(Probe probe);

    /** It could not leave. */
    void failed(Probe probe);
}
