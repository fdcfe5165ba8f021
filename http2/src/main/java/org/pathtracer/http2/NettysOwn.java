// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/** Netty's native parts. They are not asked for where they can't be unpacked, since Netty logs what it fails at. */
final class NettysOwn {
    /**
     * Whether they can be unpacked and loaded: Linux says of a file on a file system mounted noexec that it can't be
     * run.
     */
    static final boolean CAN_LOAD = System.getProperty("io.netty.native.workdir") != null || temporaryTakesPrograms();

    private NettysOwn() {}

    private static boolean temporaryTakesPrograms() {
        try {
            File file = File.createTempFile("pathtracer", null);
            try {
                return file.setExecutable(true) && file.canExecute();
            } finally {
                Files.deleteIfExists(file.toPath());
            }
        } catch (IOException e) {
            return false;
        }
    }
}
