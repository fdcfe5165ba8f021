// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

/** Where the command starts. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] args) {
        System.exit(PathTracerCommand.run(Terminal.system(), args));
    }
}
