// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.PathMtuResult;
import org.pathtracer.StopReason;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.result.LimitingHopRecord;
import org.pathtracer.result.PathMtuResultRecord;
import org.pathtracer.result.SizeStepRecord;

/**
 * Makes the result of a path MTU search.
 *
 * @since 0.1.0
 */
public final class PathMtuResults extends ResultBuilder<PathMtuResult, PathMtuResults> {
    private static final int LARGEST = 1500;

    private final List<SizeStep> steps = new ArrayList<>();
    private OptionalInt pathMtu = OptionalInt.empty();
    private PathMtuVerdict verdict = PathMtuVerdict.UNANSWERED;
    private Optional<LimitingHop> limitingHop = Optional.empty();

    private PathMtuResults(String target) {
        super(target);
    }

    /** Begins a search to a target, as asked for. It has not answered, unless {@link #pathMtu} says otherwise. */
    public static PathMtuResults to(String target) {
        return new PathMtuResults(target);
    }

    @Override
    PathMtuResults self() {
        return this;
    }

    /** The largest size that the target answered, in bytes; it is the largest that was tried. */
    public PathMtuResults pathMtu(int bytes) {
        pathMtu = OptionalInt.of(bytes);
        verdict = PathMtuVerdict.LARGEST_SIZE;
        steps.add(
                new SizeStepRecord(bytes, SizeStep.SizeOutcome.FITS, 1, Literals.echo(address, Duration.ofMillis(1))));
        return this;
    }

    /**
     * The largest size that the target answered, and the router that says that 1500 bytes are too big.
     *
     * @param bytes the path MTU
     * @param ttl of the router
     * @param router its address
     */
    public PathMtuResults limitedTo(int bytes, int ttl, String router) {
        pathMtu(bytes);
        InetAddress limit = Literals.address(router);
        verdict = PathMtuVerdict.REPORTED;
        limitingHop = Optional.of(new LimitingHopRecord(OptionalInt.of(ttl), Optional.of(limit), 0));
        steps.add(new SizeStepRecord(LARGEST, SizeStep.SizeOutcome.TOO_BIG, 1, Literals.tooBig(limit, bytes)));
        return this;
    }

    /** What limits the path. Default: what follows from the rest. */
    public PathMtuResults verdict(PathMtuVerdict value) {
        verdict = value;
        return this;
    }

    @Override
    public PathMtuResult build() {
        return new PathMtuResultRecord(
                target,
                address,
                run(StopReason.COMPLETED, Math.max(1, steps.size()), steps.size()),
                pathMtu,
                verdict,
                limitingHop,
                steps);
    }
}
