// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The time of outcomes: that of the system's clock when the agent started, and what has passed since. A clock that is
 * set in between shifts nothing, and hubs correct what is wrong from the beginning.
 */
final class AgentClock {
    private final long startMillis;
    private final long startNanos = System.nanoTime();

    AgentClock(InstantSource system) {
        startMillis = system.millis();
    }

    long millis() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
