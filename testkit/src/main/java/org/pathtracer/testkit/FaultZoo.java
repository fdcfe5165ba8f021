// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.util.List;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.testkit.check.Checks;

/**
 * Networks with a known fault, to judge what diagnoses networks. Each is made from a seed: its length (2 to 25 hops),
 * addresses, delays, background loss (up to 1 %), silent and limiting routers, load balancers and the place of the
 * fault vary with it.
 *
 * <pre>{@code
 * FaultySpecimen specimen = FaultZoo.of(FindingKind.LINK_LOSS, 17);
 * try (PathTracer tracer = PathTracer.builder().transport(specimen.network()).build()) {
 *     boolean right = specimen.isRight(tracer.diagnose(specimen.target()));
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FaultZoo {
    private static final List<FindingKind> KINDS = List.of(
            FindingKind.NO_LINK,
            FindingKind.NO_DEFAULT_ROUTE,
            FindingKind.GATEWAY_SILENT,
            FindingKind.LOCAL_LOSS,
            FindingKind.LOCAL_DELAY,
            FindingKind.RESOLVER_DEAD,
            FindingKind.RESOLVER_SLOW,
            FindingKind.RESOLVER_LYING,
            FindingKind.NAME_UNKNOWN,
            FindingKind.LINK_LOSS,
            FindingKind.QUEUE,
            FindingKind.BAD_BRANCH,
            FindingKind.LOOP,
            FindingKind.BLACK_HOLE,
            FindingKind.UNREACHABLE,
            FindingKind.PROHIBITED,
            FindingKind.PORT_CLOSED,
            FindingKind.FILTERED,
            FindingKind.HOST_DOWN,
            FindingKind.MTU_BLACK_HOLE,
            FindingKind.FAMILY_BROKEN,
            FindingKind.TLS,
            FindingKind.SERVICE_SLOW,
            FindingKind.SERVICE_FAILING,
            FindingKind.PORTAL,
            FindingKind.FLAPPING);

    private FaultZoo() {}

    /** Returns the kinds of faults that there are specimens of. */
    public static List<FindingKind> kinds() {
        return KINDS;
    }

    /**
     * Returns a network with one fault.
     *
     * @param kind one of {@link #kinds}
     * @throws org.pathtracer.InvalidRequestException if it is another kind
     */
    public static FaultySpecimen of(FindingKind kind, long seed) {
        Checks.require(KINDS.contains(kind), "there is no specimen of " + kind);
        return new ZooNetwork(kind.name(), seed, ZooFaults.leastRouters(kind), ZooFaults.straight(kind))
                .with(kind)
                .specimen();
    }

    /** Returns a network without a fault, with things that are easily taken for one. */
    public static FaultySpecimen healthy(long seed) {
        return new ZooNetwork("HEALTHY", seed, 1, false).specimen();
    }

    /** Returns a network with two faults, of which neither hides the other: one on the path, one beside it. */
    public static FaultySpecimen pair(long seed) {
        List<FindingKind> onPath = List.of(
                FindingKind.LINK_LOSS,
                FindingKind.QUEUE,
                FindingKind.LOCAL_LOSS,
                FindingKind.LOCAL_DELAY,
                FindingKind.FLAPPING,
                FindingKind.FAMILY_BROKEN);
        List<FindingKind> beside = List.of(
                FindingKind.RESOLVER_SLOW, FindingKind.TLS, FindingKind.SERVICE_SLOW, FindingKind.SERVICE_FAILING);
        FindingKind first = onPath.get((int) Math.floorMod(seed, (long) onPath.size()));
        return new ZooNetwork("PAIR", seed, ZooFaults.leastRouters(first), ZooFaults.straight(first))
                .with(first)
                .with(beside.get((int) Math.floorMod(seed / onPath.size(), (long) beside.size())))
                .specimen();
    }
}
