// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A step of the loaded phase, after which it is decided whether to add connections.
 *
 * @param start since the operation's start
 * @param goodput of the load in this time
 * @param connectionsDown connections that carried load towards this host
 * @param connectionsUp connections that carried load towards the server
 * @param saturated whether goodput was stable in every direction loaded
 * @param rpm responsiveness in this time alone; empty if not measured
 * @since 0.1.0
 */
public record LoadInterval(
        Duration start,
        Goodput goodput,
        int connectionsDown,
        int connectionsUp,
        boolean saturated,
        OptionalDouble rpm) {
    /** Takes no null. */
    public LoadInterval {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(goodput, "goodput");
        Objects.requireNonNull(rpm, "rpm");
    }
}
