// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What came of monitoring the paths to one target or several.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MonitorResult extends Run {
    /** Returns each target, in the order asked for. */
    List<MonitorSeries> targets();

    /** Returns whether every target answered at least once. */
    boolean reached();

    /**
     * Returns this result and that of a later monitor of the same targets, as if it had been one monitor; but when it
     * started and how long it took are the later one's.
     */
    MonitorResult merge(MonitorResult later);

    @Override
    default List<String> targetNames() {
        return targets().stream().map(series -> series.target().name()).toList();
    }

    @Override
    default List<InetAddress> addresses() {
        return targets().stream()
                .flatMap(series -> series.target().address().stream())
                .toList();
    }
}
