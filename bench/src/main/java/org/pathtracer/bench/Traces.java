// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** Requests to a lab's target, and whether what came back is right. */
final class Traces {
    /** Routers of the usual chain; the target is one hop more. */
    static final int ROUTERS = 10;

    private static final int MOST_TO_SETTLE = 50;

    private Traces() {}

    static TraceRequest.Builder to(Lab lab, Family family) {
        return TraceRequest.to(target(lab, family));
    }

    static String target(Lab lab, Family family) {
        return lab.target(family).getHostAddress();
    }

    /** Every hop is the lab's, but for the one that is silent, and no probe went unanswered. */
    static boolean correct(TraceResult result, List<InetAddress> hops, int silentTtl) {
        if (!result.reached() || result.hops().size() != hops.size()) {
            return false;
        }
        for (Hop hop : result.hops()) {
            boolean silent = hop.ttl() == silentTtl;
            Optional<InetAddress> expected = silent ? Optional.empty() : Optional.of(hops.get(hop.ttl() - 1));
            if (!hop.address().equals(expected) || hop.probes().size() != 3 || hop.received() != (silent ? 0 : 3)) {
                return false;
            }
        }
        return true;
    }

    /** Traces until all is as planned: for a moment after a link is up, a busy kernel may drop what it should carry. */
    static void settle(PathTracer tracer, Lab lab, Family family, int silentTtl) {
        TraceRequest request = to(lab, family).build();
        for (int i = 0; i < MOST_TO_SETTLE; i++) {
            if (correct(tracer.trace(request), lab.hops(family), silentTtl)) {
                return;
            }
        }
        throw new IllegalStateException("the lab's path is not traced as planned, even after a while");
    }

    static boolean correct(TraceResult result, List<InetAddress> hops) {
        return correct(result, hops, 0);
    }
}
