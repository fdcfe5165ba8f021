// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What the results of operations to one host have in common.
 *
 * @since 0.1.0
 * @see TraceResult
 * @see MultipathResult
 * @see PathMtuResult
 * @see BufferbloatResult
 */
@NotForImplementation
public interface TargetRun extends Run {
    /** Returns the target, as asked for. */
    String target();

    /** Returns the address that was probed. */
    InetAddress address();

    /** Returns the one target. */
    @Override
    default List<String> targetNames() {
        return List.of(target());
    }

    /** Returns the one address. */
    @Override
    default List<InetAddress> addresses() {
        return List.of(address());
    }
}
