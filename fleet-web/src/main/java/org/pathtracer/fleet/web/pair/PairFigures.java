// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.pair;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What one measurement says of the way from a vantage point to a target and back.
 *
 * @param from name of the vantage point
 * @param to the target as it was asked for, or the name of the vantage point that has this address
 * @param at when it began
 * @param sent probes that were answered or given up
 * @param received answers
 * @param rttMillis median round trip
 */
public record PairFigures(String from, String to, Instant at, long sent, long received, OptionalDouble rttMillis) {
    /** Returns the lost share; empty if nothing was sent. */
    public OptionalDouble loss() {
        return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (sent - received) / sent);
    }
}
