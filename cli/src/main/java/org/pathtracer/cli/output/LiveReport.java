// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

/**
 * Shows an operation while it runs and when it is over. All calls come from one thread.
 *
 * @param <E> what happens meanwhile
 * @param <R> what comes of it
 */
public interface LiveReport<E, R> {
    /**
     * While it runs.
     *
     * @return whether the output is still read
     */
    boolean onEvent(E event);

    /** Several times a second while it runs. */
    void onTick();

    /** At the end. */
    void onResult(R result);
}
