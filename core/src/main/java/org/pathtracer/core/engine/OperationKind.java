// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.List;
import org.pathtracer.Request;

/**
 * A request at work: what is special about one kind of operation. Everything else, from finding the target to
 * delivering the result, is the same for all kinds.
 *
 * @param <E> events
 * @param <R> result
 */
public interface OperationKind<E, R> {
    /** What was asked for. */
    Request<?, ?> request();

    /** Whether a slow subscriber may miss this event. */
    boolean droppable(E event);

    /** Tells a subscriber how many events were missed. */
    E dropped(long count);

    /**
     * The operation to start, once its target is known and its transport open.
     *
     * @param events takes each event, on the loop's thread; never waits
     */
    Launch<R> launch(Setting setting, EventSink<E> events);

    /**
     * On how many loops it runs best. Default: 1.
     *
     * @param most as many as there are
     */
    default int parts(List<Endpoint> endpoints, int most) {
        return 1;
    }

    /**
     * The same on several loops: as many as {@link #parts} said, or fewer.
     *
     * @param settings one for each loop, which differ in their clocks only
     * @param events takes each event, on the threads of the loops; never waits
     */
    default Launch<R> launch(List<Setting> settings, EventSink<E> events) {
        return launch(settings.get(0), events);
    }
}
