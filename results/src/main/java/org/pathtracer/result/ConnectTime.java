// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Optional;

/** What the time of a TCP connection can stand for. */
final class ConnectTime {
    /** Systems repeat a SYN after 1 s (RFC 6298 section 2.1), give or take the tick of their timers. */
    private static final Duration FIRST_REPETITION = Duration.ofMillis(900);

    private ConnectTime() {}

    static boolean mayBeRepeated(Optional<Duration> connect) {
        return connect.filter(time -> time.compareTo(FIRST_REPETITION) >= 0).isPresent();
    }
}
