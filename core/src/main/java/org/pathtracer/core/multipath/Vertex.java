// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vertex: one address at one TTL, or all that is silent there. */
final class Vertex {
    /** What became of the packets that got here. */
    enum Kind {
        /** They would have gone on. */
        ROUTER,
        /** They have arrived. */
        DESTINATION,
        /** They can't go on. */
        DEAD_END,
        /** Nothing is answered there. */
        SILENT
    }

    final int index;
    final @Nullable InetAddress address;
    final Kind kind;
    /** Flows that are known to pass. */
    int flows;

    final List<Duration> rtts = new ArrayList<>();

    Vertex(int index, @Nullable InetAddress address, Kind kind) {
        this.index = index;
        this.address = address;
        this.kind = kind;
    }

    /** Whether it has an address. */
    boolean answers() {
        return address != null;
    }

    /** Whether flows end here. */
    boolean terminal() {
        return kind == Kind.DESTINATION || kind == Kind.DEAD_END;
    }
}
