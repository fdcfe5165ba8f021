// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The server that a check asked.
 *
 * @param target as it was given
 * @param address the address that was used; empty if there was none
 * @param resolve how long the system's resolver took; empty for an address, which needs none
 * @param duration of the whole check from the look-up of the name on, with what this host computes between the phases
 * @since 0.1.0
 */
public record Contact(
        ServiceTarget target, Optional<InetAddress> address, Optional<Duration> resolve, Duration duration) {
    /** Takes no null. */
    public Contact {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(resolve, "resolve");
        Objects.requireNonNull(duration, "duration");
    }
}
