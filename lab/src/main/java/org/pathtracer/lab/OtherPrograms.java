// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

/**
 * Tests in which a program that isn't ours is the witness. On a busy machine such a program may lose an answer or give
 * up on it, about which these tests want to know nothing: so it may be asked again.
 */
public final class OtherPrograms {
    private static final int TIMES = 3;

    private OtherPrograms() {}

    /**
     * Runs a program and compares what it says, until that is right, but three times at most.
     *
     * @param askAndCompare throws an {@link AssertionError} if the answer is wrong; the last one is the outcome
     */
    public static void agree(Runnable askAndCompare) {
        for (int i = 1; i < TIMES; i++) {
            try {
                askAndCompare.run();
                return;
            } catch (AssertionError e) {
                System.err.println("asked again, since it said: " + e.getMessage());
            }
        }
        askAndCompare.run();
    }
}
