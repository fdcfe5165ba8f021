// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes all privileges from a command, in whichever way this lab was started. */
final class Privileges {
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--no-new-privs", "--");
    private static final List<String> WITHOUT_CAPABILITIES =
            List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--");

    private Privileges() {}

    static List<String> dropFor(List<String> command) {
        // A user namespace of the lab has one user only, so there is no other user to become.
        List<String> whole = new ArrayList<>(isUserNamespace() ? WITHOUT_CAPABILITIES : AS_NOBODY);
        whole.addAll(command);
        return List.copyOf(whole);
    }

    static boolean isUserNamespace() {
        try {
            // "0 0 4294967295": each user id is mapped to itself.
            return !Files.readString(Path.of("/proc/self/uid_map")).strip().endsWith("4294967295");
        } catch (IOException e) {
            throw new LabException("cannot read the user mapping of this process", e);
        }
    }
}
