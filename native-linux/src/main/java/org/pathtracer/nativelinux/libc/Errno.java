// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import static org.pathtracer.nativeposix.libc.ErrorNames.meaning;

import java.util.Map;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.libc.ErrorNames;
import org.pathtracer.probe.ProbeOutcome;

/** Error numbers of Linux, with what they mean for a sender of probes. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EMSGSIZE = 90;
    public static final int ENOPROTOOPT = 92;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETDOWN = 100;
    public static final int ENETUNREACH = 101;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int ECONNREFUSED = 111;
    public static final int EHOSTUNREACH = 113;
    public static final int EALREADY = 114;
    public static final int EINPROGRESS = 115;

    /** All of them with their meanings. */
    public static final ErrorNames NAMES = new ErrorNames(Map.ofEntries(
            meaning(
                    EPERM,
                    "EPERM",
                    "this host's firewall or security policy forbids the packet; see `nft list ruleset`"),
            meaning(9, "EBADF", "the socket is closed"),
            meaning(EAGAIN, "EAGAIN", "the send buffer is full"),
            meaning(12, "ENOMEM", "the kernel has no memory for it"),
            meaning(
                    EACCES,
                    "EACCES",
                    "the address is a broadcast address, or a `prohibit` route forbids it; see `ip route get`"),
            meaning(19, "ENODEV", "the network interface is gone"),
            meaning(
                    EINVAL,
                    "EINVAL",
                    "the kernel takes the address, interface or route (`blackhole`?) for unusable; see `ip route get`"),
            meaning(ENFILE, "ENFILE", "the system has no file descriptors left; see `sysctl fs.file-max`"),
            meaning(EMFILE, "EMFILE", "this process has no file descriptors left; raise it with `ulimit -n`"),
            meaning(
                    EMSGSIZE,
                    "EMSGSIZE",
                    "the packet is larger than the interface's MTU; send smaller ones, or allow fragmentation"),
            meaning(ENOPROTOOPT, "ENOPROTOOPT", "this kernel is too old for the option"),
            meaning(93, "EPROTONOSUPPORT", "this kernel has no such socket"),
            meaning(97, "EAFNOSUPPORT", "this system has no IPv6; see `sysctl net.ipv6.conf.all.disable_ipv6`"),
            meaning(
                    EADDRINUSE,
                    "EADDRINUSE",
                    "another program has this source port; choose another, or leave the choice to PathTracer"),
            meaning(
                    EADDRNOTAVAIL,
                    "EADDRNOTAVAIL",
                    "the source address is not on this host, or it has none for this target, or there is a connection with these"
                            + " addresses and ports"),
            meaning(ENETDOWN, "ENETDOWN", "the network interface is down; see `ip link`"),
            meaning(ENETUNREACH, "ENETUNREACH", "this host has no route there; see `ip route get`"),
            meaning(ENOBUFS, "ENOBUFS", "the interface's queue is full; send more slowly"),
            meaning(ECONNREFUSED, "ECONNREFUSED", "the target refused it"),
            meaning(112, "EHOSTDOWN", "the next hop does not answer"),
            meaning(
                    EHOSTUNREACH,
                    "EHOSTUNREACH",
                    "an `unreachable` route or a silent next hop; see `ip route get` and `ip neigh`")));

    private Errno() {}

    /** The error's C name, or {@code errno N} for a rare one. */
    public static String name(int errno) {
        return NAMES.name(errno);
    }

    /** The outcome of a probe that could not leave. */
    public static ProbeOutcome.SendFailed sendFailed(String operation, int errno) {
        return NAMES.sendFailed(operation, errno);
    }

    /** The exception for a call that must work. */
    public static SystemCallException exception(String operation, int errno) {
        return NAMES.exception(operation, errno);
    }
}
