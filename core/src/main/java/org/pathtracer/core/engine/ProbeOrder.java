// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.pathtracer.spi.ProbeProfile;

/**
 * A probe that a strategy wants sent.
 *
 * @param key the strategy's own number for it
 * @param ttl 1 to 255
 * @param flow 0 to 65533
 * @param profile where to, and how it looks
 * @param alone whether the operation's probes in flight to the same destination are let go of first: their answers,
 *     should any come, are none
 */
public record ProbeOrder(int key, int ttl, int flow, ProbeProfile profile, boolean alone) {
    /** Beside others in flight. */
    public ProbeOrder(int key, int ttl, int flow, ProbeProfile profile) {
        this(key, ttl, flow, profile, false);
    }
}
