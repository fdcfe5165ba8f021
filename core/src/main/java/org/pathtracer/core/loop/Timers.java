// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loop;

import java.util.concurrent.Future;

/** Runs tasks later, on threads of its own. */
public interface Timers {
    /** Runs a task after a time, unless it is cancelled before. */
    Future<?> schedule(Runnable task, long nanos);
}
