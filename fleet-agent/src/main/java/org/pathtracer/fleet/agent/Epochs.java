// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers of attachments: each is larger than those before, also than those before a restart if the clock was right.
 */
final class Epochs {
    private final AtomicLong last = new AtomicLong();

    long next() {
        return last.updateAndGet(before -> Math.max(before + 1, System.currentTimeMillis()));
    }
}
