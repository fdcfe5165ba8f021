// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pathtracer.diagnosis.PlaceSegment;

/** What is known of one TTL of a path. */
final class PathHop {
    /** One probe to the hop: when it left, after the diagnosis began, and what came. */
    record Trial(long atNanos, Optional<InetAddress> from, double rttMillis) {
        boolean answered() {
            return from.isPresent();
        }
    }

    final int ttl;
    Optional<InetAddress> address;
    PlaceSegment segment;
    /** By probes whose TTL ends there. */
    final List<Trial> expired = new ArrayList<>();
    /** By echo requests to its own address. */
    final List<Trial> direct = new ArrayList<>();

    /** Whether a trace shows it; how often it was silent there, a trace does not tell without bias. */
    boolean traced;

    PathHop(int ttl, Optional<InetAddress> address, PlaceSegment segment) {
        this.ttl = ttl;
        this.address = address;
        this.segment = segment;
    }

    boolean answersDirectly() {
        return direct.stream().anyMatch(Trial::answered);
    }

    boolean answers() {
        return traced || answersDirectly() || expired.stream().anyMatch(Trial::answered);
    }

    /** Echo replies are seldom limited, time exceeded messages often (RFC 1812 section 4.3.2.8). */
    List<Trial> trials() {
        return answersDirectly() && answered(direct) * 2 >= answered(expired) ? direct : expired;
    }

    private static long answered(List<Trial> trials) {
        return trials.stream().filter(Trial::answered).count();
    }
}
