// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

/**
 * Takes the lines of a text as they are written.
 *
 * @since 0.1.0
 */
public interface LineOutput {
    /** Takes a line, without its end. */
    void line(String line);

    /** Whether what is written gets nowhere any more, as behind a pipe that was closed. */
    default boolean lost() {
        return false;
    }
}
