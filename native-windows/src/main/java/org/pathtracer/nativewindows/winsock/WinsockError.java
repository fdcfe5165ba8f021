// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

import static org.pathtracer.nativeposix.libc.ErrorNames.meaning;

import java.util.Map;
import org.pathtracer.nativeposix.libc.ErrorNames;

/** Error numbers of Winsock, with what they mean for a sender of probes. */
public final class WinsockError {
    public static final int WSAEWOULDBLOCK = 10_035;
    public static final int WSAENOPROTOOPT = 10_042;
    public static final int WSAEMFILE = 10_024;
    public static final int WSAEOPNOTSUPP = 10_045;
    public static final int WSAENOBUFS = 10_055;
    public static final int WSAECONNRESET = 10_054;
    public static final int WSAETIMEDOUT = 10_060;
    public static final int WSAECONNREFUSED = 10_061;
    public static final int WSAEHOSTUNREACH = 10_065;

    /** All of them with their meanings. */
    public static final ErrorNames NAMES = new ErrorNames(
            Map.ofEntries(
                    meaning(
                            10_013,
                            "WSAEACCES",
                            "Windows or its firewall forbids it, or has reserved the port; see `netsh int ipv4 show"
                                    + " excludedportrange tcp`"),
                    meaning(10_022, "WSAEINVAL", "Windows takes the address, interface or option for unusable"),
                    meaning(WSAEMFILE, "WSAEMFILE", "this process has no sockets left"),
                    meaning(WSAEWOULDBLOCK, "WSAEWOULDBLOCK", "it can't be done at once"),
                    meaning(10_038, "WSAENOTSOCK", "the socket is closed"),
                    meaning(WSAENOPROTOOPT, "WSAENOPROTOOPT", "this system does not know the option"),
                    meaning(10_043, "WSAEPROTONOSUPPORT", "this system has no such socket"),
                    meaning(WSAEOPNOTSUPP, "WSAEOPNOTSUPP", "this system does not know the call for such a socket"),
                    meaning(10_047, "WSAEAFNOSUPPORT", "this system does not have this family of addresses"),
                    meaning(
                            10_048,
                            "WSAEADDRINUSE",
                            "another program has this source port; choose another, or leave the choice to PathTracer"),
                    meaning(10_049, "WSAEADDRNOTAVAIL", "the source address is not on this host"),
                    meaning(10_050, "WSAENETDOWN", "the network interface is down; see `ipconfig`"),
                    meaning(10_051, "WSAENETUNREACH", "this host has no route there; see `route print`"),
                    meaning(WSAENOBUFS, "WSAENOBUFS", "Windows has no memory for it; send more slowly"),
                    meaning(WSAECONNRESET, "WSAECONNRESET", "the target reset the connection"),
                    meaning(WSAETIMEDOUT, "WSAETIMEDOUT", "the target did not answer"),
                    meaning(WSAECONNREFUSED, "WSAECONNREFUSED", "the target refused it"),
                    meaning(
                            WSAEHOSTUNREACH,
                            "WSAEHOSTUNREACH",
                            "this host has no way there; see `route print` and `arp -a`")),
            "WSA",
            "net helpmsg");

    private WinsockError() {}
}
