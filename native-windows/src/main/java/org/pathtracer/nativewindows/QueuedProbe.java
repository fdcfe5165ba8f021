// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import org.pathtracer.spi.Probe;

/**
 * A probe that waits to leave.
 *
 * @param untilNanos when it is given up: half of its timeout later than it came, since an answer takes time too
 */
record QueuedProbe(Probe probe, long untilNanos) {
    static QueuedProbe since(Probe probe, long nowNanos) {
        return new QueuedProbe(probe, nowNanos + probe.timeoutNanos() / 2);
    }
}
