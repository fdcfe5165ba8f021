// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import org.pathtracer.exporter.meters.Series;

/** What came of one measurement. */
public interface Finding {
    /** Returns whether the target itself answered. */
    boolean up();

    /** Returns whether the target has an address. */
    default boolean resolved() {
        return true;
    }

    /** Counts it. On the thread of the meters. */
    void record(Series series);
}
