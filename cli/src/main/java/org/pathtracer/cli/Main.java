// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the command starts. */
public final class Main {
    /** Held on to, since loggers that nobody holds lose their level. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    private Main() {}

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] args) {
        // It warns where there is no loopback interface, as in a new network namespace; nobody asked.
        if (NETTY.getLevel() == null) {
            NETTY.setLevel(Level.SEVERE);
        }
        System.exit(PathTracerCommand.run(Terminal.system(), args));
    }
}
