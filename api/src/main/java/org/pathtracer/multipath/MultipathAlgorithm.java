// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

/**
 * How a multipath discovery spends its probes.
 *
 * @since 0.1.0
 */
public enum MultipathAlgorithm {
    /**
     * The Multipath Detection Algorithm (Veitch, Augustin, Friedman, Teixeira, "Failure control in multipath route
     * tracing", INFOCOM 2009): the stopping rule holds for every vertex by itself, which needs flows that are known to
     * pass it.
     */
    MDA,
    /**
     * MDA-Lite (Vermeulen, Strowes, Fourmaux, Friedman, "Multilevel MDA-Lite Paris Traceroute", IMC 2018): the stopping
     * rule holds for all vertices of a TTL together, which takes a fraction of the probes where branches share the load
     * evenly. It tests whether they do, sends more where they don't, and becomes {@link #MDA} in a diamond that is
     * meshed.
     */
    MDA_LITE
}
