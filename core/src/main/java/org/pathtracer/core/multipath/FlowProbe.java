// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One probe of a flow, from when it waits to be sent. */
final class FlowProbe {
    /** What its answer is for. */
    enum Purpose {
        /** To learn which vertex a flow meets. */
        FLOW,
        /** To see whether it is still so. */
        CHECK,
        /** To see whether a flow that was answered still is. */
        CONTROL,
        /** To learn which vertex a flow to a neighbour of the target meets. */
        NEIGHBOUR,
        /** To see how an address counts its answers. */
        ALIAS
    }

    final Purpose purpose;
    final int ttl;
    final int flow;
    /** Which of the probes with the same question it is, from 0; the round of {@link Purpose#ALIAS}. */
    final int repetition;
    /** Of {@link Purpose#NEIGHBOUR}. */
    final @Nullable InetAddress neighbour;
    /** What is known belongs to this exploration; later ones have forgotten it. */
    final Exploration exploration;

    /** Whether it was asked before, and answered in a way that needs to be confirmed. */
    boolean confirms;

    /** Whether it shows if a TTL answers more than routers usually do at once. */
    boolean tests;

    /** When it may leave at the earliest. */
    long notBefore = Long.MIN_VALUE;

    boolean left;
    boolean awaited = true;
    long sentNanos;
    /** Whether it left when a router that limits its answers would not have answered. */
    boolean beyondLimit;

    int duplicates;

    FlowProbe(
            Purpose purpose,
            int ttl,
            int flow,
            int repetition,
            @Nullable InetAddress neighbour,
            Exploration exploration) {
        this.purpose = purpose;
        this.ttl = ttl;
        this.flow = flow;
        this.repetition = repetition;
        this.neighbour = neighbour;
        this.exploration = exploration;
    }

    /** The same question once more. */
    FlowProbe again() {
        FlowProbe again = new FlowProbe(purpose, ttl, flow, repetition + 1, neighbour, exploration);
        again.confirms = confirms;
        return again;
    }

    /** The same question once more, since the answer may come from any host. */
    FlowProbe confirming() {
        FlowProbe again = again();
        again.confirms = true;
        return again;
    }
}
