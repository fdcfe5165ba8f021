// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.load;

import java.util.List;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.spi.LoadReport;

/**
 * A strategy that has a load beside its probes. It does not know the load generator: it is told reports and returns
 * actions, as it is told answers and returns probes.
 *
 * @param <R> result
 */
public interface LoadStrategy<R> extends Strategy<R> {
    /** Returns whether a report is due at the time that {@link #onTime} told last. */
    boolean reportDue();

    /**
     * Takes a report that was due.
     *
     * @return what the load does next, in this order
     */
    List<LoadAction> onReport(LoadReport report);

    /** Takes the load's state at the end; called once, before {@link #result}. */
    void onLastReport(LoadReport report);
}
