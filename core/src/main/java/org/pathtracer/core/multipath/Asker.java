// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

/** Takes what is to be found out. */
interface Asker {
    /** Asks which vertex a flow meets at a TTL. */
    void ask(int ttl, int flow);

    /**
     * How many more questions make sense now: where probes leave slowly, which flows are asked is better decided late,
     * when more is known.
     *
     * @param wanted how many there would be
     */
    int room(int ttl, int wanted);

    /** Whether probes to a TTL leave slowly, so that answers of other TTLs come meanwhile. */
    boolean slow(int ttl);
}
