// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.List;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Support;

/** Probes over raw sockets: shows the most, takes {@code CAP_NET_RAW}. */
public final class RawProvider extends LinuxProvider {
    private static final int PREFERENCE = 20;

    /** For the service loader. */
    public RawProvider() {
        super(RawSockets::new);
    }

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    Support supportsHere(ProbeNeed need) {
        SocketTrial trial = SocketTrial.of(need.family(), Posix.SOCK_RAW, Sockets.icmp(need.family()));
        return switch (trial.errno()) {
            case 0 -> new Support.Available(detail(need) + polled() + trial.counted(), List.of());
            case Errno.EACCES, Errno.EPERM ->
                new Support.Refused(
                        "raw sockets take the capability CAP_NET_RAW",
                        List.of("sudo setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups --inh-caps=+net_raw"
                                + " --ambient-caps=+net_raw -- COMMAND"));
            default ->
                new Support.Unsupported(Errno.exception("socket", trial.errno()).getMessage());
        };
    }

    private static String detail(ProbeNeed need) {
        return switch (need.protocol()) {
            case ICMP -> "raw ICMP sockets";
            case UDP -> "UDP sockets, with raw ICMP sockets for the errors";
            case TCP -> "raw TCP sockets, with raw ICMP sockets for the errors";
        };
    }
}
