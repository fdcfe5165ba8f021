// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What the results of operations to one target or several have in common.
 *
 * @param <S> what is known of each target
 * @since 0.1.0
 * @see PingResult
 * @see MonitorResult
 * @see BulkTraceResult
 */
@NotForImplementation
public interface SeriesRun<S extends Series> extends Run {
    /** Returns each target, in the order asked for. */
    List<S> targets();

    /** Returns whether every target answered at least once. */
    boolean reached();

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
