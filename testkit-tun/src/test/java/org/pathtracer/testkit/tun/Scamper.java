// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether scamper can start here. */
final class Scamper {
    /** Why not, where {@link #isRefused} says so. */
    static final String REASON =
            "scamper gives up its groups, which is not allowed in this user namespace: run it as root";

    private Scamper() {}

    /** An ordinary user's namespace must deny setgroups(2), see user_namespaces(7). */
    static boolean isRefused() throws IOException {
        return Files.readString(Path.of("/proc/self/setgroups")).strip().equals("deny");
    }
}
