// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.time.Duration;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.spi.LoadGenerator;

/** Parts of strategies that reach for what they may not have: the architecture test must find each. */
public final class BrokenStrategies {
    private BrokenStrategies() {}

    /** Commands a load generator. */
    record WithLoad(LoadGenerator load) {
        void act() {
            load.stopLoad();
        }
    }

    /** Reads the loop's clock. */
    record WithClock(Setting setting) {
        long now() {
            return setting.clock().getAsLong();
        }
    }

    /** Reads the same clock by another name. */
    record WithElapsed(Setting setting) {
        Duration elapsed() {
            return setting.elapsed();
        }
    }

    /** Reads the system's clock. */
    record WithSystemClock() {
        long now() {
            return System.nanoTime();
        }
    }
}
