// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.NotSupportedException;
import org.pathtracer.Protocol;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativelinux.libc.SocketCalls;
import org.pathtracer.nativelinux.loop.PollLoops;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** What both kinds of ICMP sockets have in common: whether they work is found out by opening one. */
abstract class IcmpProvider implements ProbeTransportProvider {
    private final SocketKind kind;

    IcmpProvider(SocketKind kind) {
        this.kind = kind;
    }

    abstract String detail();

    abstract List<String> limits(AddressFamily family);

    abstract Support.Refused refused();

    @Override
    public Support supports(ProbeNeed need) {
        if (!LinuxSystem.available()) {
            return new Support.Unsupported(LinuxSystem.unavailability());
        } else if (need.protocol() != Protocol.ICMP) {
            return new Support.Unsupported("it sends ICMP probes only");
        }
        SocketCalls calls = new SocketCalls();
        int fd = calls.open(SocketKind.domain(need.family()), kind.type, SocketKind.protocol(need.family()));
        if (fd >= 0) {
            calls.close(fd);
            return new Support.Available(detail() + ", polled with " + PollLoops.description(), limits(need.family()));
        } else if (-fd == Errno.EACCES || -fd == Errno.EPERM) {
            return refused();
        }
        return new Support.Unsupported(Errno.exception("socket", -fd).getMessage());
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        if (!LinuxSystem.available()) {
            throw new NotSupportedException(LinuxSystem.unavailability());
        }
        return new IcmpTransport(kind, PollLoops.open("pathtracer-" + name()), listener);
    }
}
