// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.List;

/**
 * Loss that is real, and what explains it. Immutable.
 *
 * @since 0.1.0
 */
public final class LocatedFault {
    private static final double STATED = 0.5;

    private final Suspect suspect;
    private final List<Suspect> runnersUp;

    LocatedFault(Suspect suspect, List<Suspect> runnersUp) {
        this.suspect = suspect;
        this.runnersUp = List.copyOf(runnersUp);
    }

    /** Returns what explains it best. */
    public Suspect suspect() {
        return suspect;
    }

    /** Returns what else may explain it, the most probable first; at most three, of 1 % and more. */
    public List<Suspect> runnersUp() {
        return runnersUp;
    }

    /** Returns whether the best explanation is more probable than all others together. */
    public boolean isStated() {
        return suspect.probability() > STATED;
    }

    @Override
    public String toString() {
        return suspect.toString();
    }
}
