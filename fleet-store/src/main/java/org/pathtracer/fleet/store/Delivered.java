// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.util.List;

/**
 * What an agent kept under one number until it was delivered.
 *
 * @param sequence the number, which grows by one with each
 * @param outcomes what it measured, one for each target
 * @since 0.1.0
 */
public record Delivered(long sequence, List<Outcome> outcomes) {
    /** Copies the outcomes. */
    public Delivered {
        outcomes = List.copyOf(outcomes);
    }
}
