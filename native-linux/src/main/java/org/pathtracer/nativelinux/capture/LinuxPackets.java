// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.capture;

import java.util.List;
import org.pathtracer.NotPermittedException;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.spi.PacketSource;

/** Packets as packet sockets show them: those of all interfaces, in both directions. Takes {@code CAP_NET_RAW}. */
public final class LinuxPackets implements PacketSource {
    /** For the service loader. */
    public LinuxPackets() {}

    @Override
    public boolean ofThisSystem() {
        return LinuxSystem.here();
    }

    @Override
    public Reading open(Listener listener) {
        if (!LinuxSystem.available()) {
            throw LinuxSystem.failure().exception();
        }
        int fd = PacketReading.socket();
        if (fd == -Errno.EPERM || fd == -Errno.EACCES) {
            throw new NotPermittedException(
                    "To capture packets takes the capability CAP_NET_RAW. Run as root, or with that capability:"
                            + " sudo setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups --inh-caps=+net_raw"
                            + " --ambient-caps=+net_raw -- COMMAND",
                    List.of());
        } else if (fd < 0) {
            throw Errno.exception("socket", -fd);
        }
        return new PacketReading(fd, listener);
    }
}
