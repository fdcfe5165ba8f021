// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.function.Consumer;

/**
 * Where the events of an operation go. From the threads of its loops; never waits.
 *
 * @param <E> events
 */
public interface EventSink<E> extends Consumer<E> {
    /** Whether events may come to a subscriber: what costs much to tell need not be told otherwise. */
    default boolean heard() {
        return true;
    }

    /**
     * Whether so many events wait that those that must not be dropped should become no more. The operation is advanced
     * again once they are fewer.
     */
    default boolean full() {
        return false;
    }
}
