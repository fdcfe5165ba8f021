// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import static org.pathtracer.nativeposix.libc.ErrorNames.meaning;

import java.util.Map;
import org.pathtracer.nativeposix.libc.ErrorNames;

/** Error numbers of macOS, with what they mean for a sender of probes. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int EINTR = 4;
    public static final int EACCES = 13;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EAGAIN = 35;
    public static final int EINPROGRESS = 36;
    public static final int EALREADY = 37;
    public static final int ENOBUFS = 55;
    public static final int ECONNRESET = 54;
    public static final int ECONNREFUSED = 61;

    /** All of them with their meanings. */
    public static final ErrorNames NAMES = new ErrorNames(Map.ofEntries(
            meaning(
                    EPERM,
                    "EPERM",
                    "macOS refuses the option on this kind of socket, or a firewall forbids the packet"),
            meaning(9, "EBADF", "the socket is closed"),
            meaning(12, "ENOMEM", "the kernel has no memory for it"),
            meaning(EACCES, "EACCES", "the address is a broadcast address, or the port takes root"),
            meaning(EINVAL, "EINVAL", "the kernel takes the address, interface or option for unusable"),
            meaning(ENFILE, "ENFILE", "the system has no file descriptors left; see `sysctl kern.maxfiles`"),
            meaning(EMFILE, "EMFILE", "this process has no file descriptors left; raise it with `ulimit -n`"),
            meaning(EAGAIN, "EAGAIN", "the send buffer is full"),
            meaning(
                    40,
                    "EMSGSIZE",
                    "the packet is larger than the interface's MTU; send smaller ones, or allow fragmentation"),
            meaning(42, "ENOPROTOOPT", "this system does not know the option"),
            meaning(43, "EPROTONOSUPPORT", "this system has no such socket"),
            meaning(47, "EAFNOSUPPORT", "this system has no IPv6"),
            meaning(
                    48,
                    "EADDRINUSE",
                    "another program has this source port; choose another, or leave the choice to PathTracer"),
            meaning(
                    49,
                    "EADDRNOTAVAIL",
                    "the source address is not on this host, or there is a connection with these addresses and ports"),
            meaning(50, "ENETDOWN", "the network interface is down; see `ifconfig`"),
            meaning(51, "ENETUNREACH", "this host has no route there; see `route -n get`"),
            meaning(ECONNRESET, "ECONNRESET", "the target reset the connection"),
            meaning(ENOBUFS, "ENOBUFS", "the interface's queue is full; send more slowly"),
            meaning(ECONNREFUSED, "ECONNREFUSED", "the target refused it"),
            meaning(64, "EHOSTDOWN", "the next hop does not answer; see `arp -a`"),
            meaning(
                    65,
                    "EHOSTUNREACH",
                    "this host has no route there, or its next hop is silent; see `route -n get`")));

    private Errno() {}
}
