// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.List;
import org.pathtracer.Protocol;
import org.pathtracer.core.sample.Series;

/**
 * Whether a silent target is down, filtered or far from anything: other protocols, and long enough for a neighbour to
 * be missed.
 */
final class Silence {
    /** Linux and RFC 4861 section 10 give a neighbour three requests, one a second, before they call it unreachable. */
    private static final Duration NEIGHBOUR = Duration.ofMillis(3600);

    private Silence() {}

    static void plan(Plan plan, Evidence evidence, Leg leg) {
        // Over more time than one look for a neighbour may have left.
        List<Series> series = List.of(Series.target(0, 4, 0, 500 * Plan.MILLI));
        for (Leg.Channel channel : List.of(
                new Leg.Channel(Protocol.ICMP, 0),
                new Leg.Channel(Protocol.TCP, 443),
                new Leg.Channel(Protocol.TCP, 22),
                new Leg.Channel(Protocol.UDP, 33_434))) {
            plan.sample(leg, channel, NEIGHBOUR, series);
        }
        evidence.gateway()
                .ifPresent(gateway -> plan.sample(
                        leg,
                        new Leg.Channel(Protocol.ICMP, 0),
                        NEIGHBOUR,
                        List.of(Series.direct(gateway, 4, 0, 100 * Plan.MILLI))));
    }
}
