// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import org.jspecify.annotations.Nullable;
import org.pathtracer.probe.ProbeOutcome;

/** One probe, from being asked for to its outcome. */
final class SizedProbe {
    final SizedOrder order;
    final int sequence;
    /** The search that asked for it. */
    final Search search;

    boolean left;
    long sentNanos;
    int duplicates;

    @Nullable
    ProbeOutcome outcome;

    SizedProbe(SizedOrder order, int sequence, Search search, long now) {
        this.order = order;
        this.sequence = sequence;
        this.search = search;
        this.sentNanos = now;
    }
}
