// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

/** The options of a kind, for any host. */
@FunctionalInterface
public interface TaskMaker {
    /**
     * Returns the task for one target.
     *
     * @throws org.pathtracer.InvalidRequestException if that can't be measured so
     * @throws IllegalArgumentException if that can't be measured so
     */
    Task of(String host);
}
