// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

/**
 * Tests of what a busy machine disturbs, or chance: programs that aren't ours lose an answer, whatever waits for a
 * processor is late, a verdict has an error rate. One good attempt of three is enough there.
 */
public final class Attempts {
    private static final int MOST = 3;

    private Attempts() {}

    /**
     * Makes attempts until one is good, but three at most.
     *
     * @param attempt throws what it likes if it is not; what the last one throws is the outcome
     */
    public static void untilGood(Runnable attempt) {
        for (int i = 1; i < MOST; i++) {
            try {
                attempt.run();
                return;
            } catch (AssertionError | RuntimeException e) {
                System.err.println("tried again, since: " + e.getMessage());
            }
        }
        attempt.run();
    }
}
