// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;

/**
 * The path MTU to a target: the largest IP packet that gets there in one piece.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PathMtuResult extends TargetRun {
    /**
     * Returns the path MTU in bytes, IP header included: the largest size that the target answered, so with
     * {@link PathMtuVerdict#UNDECIDED} and {@link PathMtuVerdict#LARGEST_SIZE} it may be more. Empty if it answered
     * none.
     */
    OptionalInt pathMtu();

    /** Returns what limits it. */
    PathMtuVerdict verdict();

    /** Returns the hop before the link that limits it; empty if none does, or if the search ended before. */
    Optional<LimitingHop> limitingHop();

    /** Returns what was found out about each size, in the order in which they were first tried. */
    List<SizeStep> steps();

    /**
     * Returns the smallest MTU that a router named, which is a bound even where the target answers nothing; empty if
     * none did. Of links behind that router nothing is known then.
     */
    OptionalInt reportedMtu();

    /** Returns whether the target answered any probe. */
    boolean reached();
}
