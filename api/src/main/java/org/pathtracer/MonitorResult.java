// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import org.pathtracer.annotation.NotForImplementation;

/**
 * What came of monitoring the paths to one target or several.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MonitorResult extends SeriesRun<MonitorSeries> {
    /**
     * Returns this result and that of a later monitor of the same targets, as if it had been one monitor; but when it
     * started and how long it took are the later one's.
     */
    MonitorResult merge(MonitorResult later);
}
