// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;

/** Sends what an exploration wants to know. */
interface Prober extends Asker {
    /** Asks again what is known, to see whether it is still so. */
    void check(int ttl, int flow);

    /** Asks again what is known, to see whether it is still answered. */
    void control(int ttl, int flow);

    /** Asks again, for the number that the answer bears. */
    void askAlias(int ttl, int flow, int round);

    /** Asks which vertex a flow to another destination meets at a TTL. */
    void askNeighbour(InetAddress destination, int ttl);
}
