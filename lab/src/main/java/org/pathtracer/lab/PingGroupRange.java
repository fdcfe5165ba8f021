// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which groups may open ICMP sockets in the client's namespace. */
final class PingGroupRange {
    private static final Path FILE = Path.of("/proc/sys/net/ipv4/ping_group_range");

    private PingGroupRange() {}

    static String get() {
        try (InputStream in = Files.newInputStream(FILE)) {
            // In one read: these files have nothing to say at any offset but 0.
            byte[] text = new byte[64];
            return new String(text, 0, Math.max(0, in.read(text)), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new LabException("cannot read " + FILE + ": " + e.getMessage(), e);
        }
    }

    static void set(String range) {
        try {
            Files.writeString(FILE, range);
        } catch (IOException e) {
            throw new LabException("cannot write \"" + range + "\" to " + FILE + ": " + e.getMessage(), e);
        }
    }
}
