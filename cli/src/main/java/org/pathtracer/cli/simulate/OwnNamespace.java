// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a command in another terminal gets into this process's network, which may be a namespace of its own. */
public final class OwnNamespace {
    private static final Path HERE = Path.of("/proc/self/ns/net");
    private static final Path FIRST = Path.of("/proc/1/ns/net");
    private static final Path USERS = Path.of("/proc/self/uid_map");

    private OwnNamespace() {}

    /** What to put before the command; empty where all processes share one network. */
    public static String prefix() {
        long pid = ProcessHandle.current().pid();
        if (sharesTheFirstProcesssNetwork()) {
            return "";
        }
        return hasUsersOfItsOwn()
                ? "nsenter -t %d -U -n --preserve-credentials ".formatted(pid)
                : "sudo nsenter -t %d -n ".formatted(pid);
    }

    /** Only root may look; a user that made a device without being root is in a separate namespace. */
    private static boolean sharesTheFirstProcesssNetwork() {
        try {
            return Files.readSymbolicLink(HERE).equals(Files.readSymbolicLink(FIRST));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasUsersOfItsOwn() {
        try {
            // "0 0 4294967295": each user id is mapped to itself.
            return !Files.readString(USERS).strip().endsWith("4294967295");
        } catch (IOException e) {
            return false;
        }
    }
}
