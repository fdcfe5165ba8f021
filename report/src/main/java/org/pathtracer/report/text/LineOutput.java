// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

/** Takes the lines of a text as they are written. */
public interface LineOutput {
    /** Takes a line, without its end. */
    void line(String line);

    /** Whether what is written gets nowhere any more, as behind a pipe that was closed. */
    default boolean lost() {
        return false;
    }
}
