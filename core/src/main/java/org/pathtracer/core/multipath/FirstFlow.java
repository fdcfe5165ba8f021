// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.SplittableRandom;
import org.pathtracer.FlowMethod;
import org.pathtracer.MultipathRequest;
import org.pathtracer.core.engine.Setting;

/**
 * Chooses the number of a discovery's first flow. A balancer's hash gives the same answer for the same flow for ever: a
 * vertex that is missed with some flows is missed in each run that uses them. So each run uses others, unless the
 * caller asks for a repetition.
 */
final class FirstFlow {
    private static final int HIGHEST = 65_533;
    /**
     * Numbers to choose among. Transports count source ports from 40,000 or 61,000 on and wrap around, so the highest
     * numbers mean ports from 24,000 on, far from those of services: networks drop what comes from some of these.
     */
    private static final int CHOICES = 11_900;

    private FirstFlow() {}

    static int of(MultipathRequest request, Setting setting) {
        if (request.flowSaid()) {
            return request.probe().flow();
        }
        int highest = HIGHEST + 1 - request.flows();
        int chosen = random(request, setting).nextInt(Math.min(highest, CHOICES) + 1);
        // There flows are destination ports, and routers and targets expect those from 33434 on.
        boolean countsDestinations = request.probe().flowMethod() == FlowMethod.CLASSIC;
        return countsDestinations ? chosen : highest - chosen;
    }

    private static SplittableRandom random(MultipathRequest request, Setting setting) {
        if (request.seed().isPresent()) {
            return new SplittableRandom(request.seed().getAsLong());
        }
        // All chance of a simulated network comes from its own seed, and its clock: what runs later is another run.
        return setting.simulated() ? new SplittableRandom(setting.startNanos()) : new SplittableRandom();
    }
}
