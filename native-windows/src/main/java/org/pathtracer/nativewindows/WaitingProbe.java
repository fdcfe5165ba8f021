// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import org.pathtracer.spi.Probe;

/**
 * A probe that waits to leave.
 *
 * @param untilNanos when it is given up: half of its timeout later than it came, since an answer takes time too
 */
record WaitingProbe(Probe probe, long untilNanos) {
    static WaitingProbe since(Probe probe, long nowNanos) {
        return new WaitingProbe(probe, nowNanos + probe.timeoutNanos() / 2);
    }
}
