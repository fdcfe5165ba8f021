// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Set;
import org.pathtracer.PingTarget;

/** Tags with a target's name, for a bounded number of targets; all others share one. */
final class TargetTags {
    private static final String OTHERS = "others";

    private final int most;
    private final Set<String> named = new HashSet<>();

    TargetTags(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one target must have a name of its own, not " + most);
        }
        this.most = most;
    }

    /** Whether a target has a tag of its own. */
    boolean has(PingTarget target) {
        return named.contains(target.name()) || named.size() < most && named.add(target.name());
    }

    Tags of(PingTarget target) {
        return Tags.of("target", has(target) ? target.name() : OTHERS);
    }
}
