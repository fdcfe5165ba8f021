// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.nio.charset.StandardCharsets;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * The checksums of what the client sends. A virtual cable leaves them for a network card to compute, so the routers of
 * a lab would quote unfinished ones, which no real router beyond the first machine sees.
 */
final class Checksums {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final long SIOCETHTOOL = 0x8946;
    private static final int ETHTOOL_STXCSUM = 0x17;
    private static final int IFNAMSIZ = 16;
    private static final int IFREQ_BYTES = 40;

    private Checksums() {}

    /** Lets the kernel compute them before they leave by a device of this namespace. */
    static void finish(String device) {
        Pointer command = Memory.allocateDirect(Libc.RUNTIME, 8, true);
        command.putInt(0, ETHTOOL_STXCSUM);
        Pointer request = Memory.allocateDirect(Libc.RUNTIME, IFREQ_BYTES, true);
        byte[] name = device.getBytes(StandardCharsets.US_ASCII);
        request.put(0, name, 0, name.length);
        request.putAddress(IFNAMSIZ, command.address());
        int fd = Libc.check("socket", Libc.CALLS.socket(AF_INET, SOCK_DGRAM_CLOEXEC, 0));
        try {
            Libc.check("SIOCETHTOOL of " + device, Libc.CALLS.ioctl(fd, SIOCETHTOOL, request));
        } finally {
            Libc.CALLS.close(fd);
        }
    }
}
