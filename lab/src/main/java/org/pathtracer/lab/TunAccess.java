// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.util.Optional;

/** Whether this process may make TUN devices, beside all that it may do in its own network namespace. */
final class TunAccess {
    private static final String FILE = "/dev/net/tun";

    private TunAccess() {}

    /** Why it may not; empty if it may. */
    static Optional<String> lacking() {
        int fd = Libc.CALLS.open(FILE, Libc.O_RDWR | Libc.O_CLOEXEC);
        if (fd < 0) {
            return Optional.of("%s is not open to this user (errno %d), as on some machines it is to root only"
                    .formatted(FILE, Libc.errno()));
        }
        Libc.CALLS.close(fd);
        return Optional.empty();
    }
}
