// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.Arrays;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.LinuxCalls;
import org.pathtracer.nativelinux.libc.PacketFilter;
import org.pathtracer.nativelinux.libc.SendBatch;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** What is set on a socket: most of it once, and before a batch what its packets have in common. */
final class SocketOptions {
    private static final int BUFFER_BYTES = 8 << 20;
    private static final int RECEIVE_STAMPS =
            Linux.SOF_TIMESTAMPING_RX_SOFTWARE | Linux.SOF_TIMESTAMPING_SOFTWARE | Linux.SOF_TIMESTAMPING_OPT_CMSG;
    private static final int STAMPS =
            RECEIVE_STAMPS | Linux.SOF_TIMESTAMPING_TX_SOFTWARE | Linux.SOF_TIMESTAMPING_OPT_TSONLY;

    private final LinuxCalls calls;
    private final int fd;
    private final AddressFamily family;
    private final FlowLabels flowLabels;
    private boolean dontFragment;
    private OptionalInt flowLabel = OptionalInt.empty();
    private int mark;

    SocketOptions(LinuxCalls calls, int fd, AddressFamily family) {
        this.calls = calls;
        this.fd = fd;
        this.family = family;
        this.flowLabels = new FlowLabels(calls, fd);
    }

    int fd() {
        return fd;
    }

    /** What every socket has that sends and receives packets of many probes. */
    SocketOptions forPackets() {
        enlargeBuffers();
        set(Linux.IP_TTL, Linux.IPV6_UNICAST_HOPS, SendBatch.USUAL_TTL);
        set(Linux.IP_TOS, Linux.IPV6_TCLASS, SendBatch.USUAL_TRAFFIC_CLASS);
        setFragmentation(false, Linux.PMTUDISC_PROBE);
        set(Linux.IP_RECVTTL, Linux.IPV6_RECVHOPLIMIT, 1);
        restartTimestamps();
        return this;
    }

    /** What a connection has that is a probe. */
    SocketOptions forConnection(Probe probe) {
        ProbeProfile profile = probe.profile();
        onlyOwnFamily();
        receiveErrors();
        receiveTimes();
        // TCP does not forbid fragmentation while it probes for the path's MTU.
        setFragmentation(profile.dontFragment(), Linux.PMTUDISC_DO);
        set(Linux.IP_RECVTTL, Linux.IPV6_RECVHOPLIMIT, 1);
        set(Linux.IP_TTL, Linux.IPV6_UNICAST_HOPS, probe.ttl());
        set(Linux.IP_TOS, Linux.IPV6_TCLASS, profile.trafficClass());
        calls.set(fd, Posix.IPPROTO_TCP, Linux.TCP_SYNCNT, 1);
        calls.set(fd, Linux.SOL_SOCKET, Linux.SO_REUSEADDR, 1);
        // Closed at once and with a reset, whatever its state.
        calls.set(fd, Linux.SOL_SOCKET, Linux.SO_LINGER, new int[] {1, 0});
        if (profile.interfaceIndex() != 0) {
            calls.set(fd, Linux.SOL_SOCKET, Linux.SO_BINDTOIFINDEX, profile.interfaceIndex());
        }
        if (profile.mark() != 0) {
            calls.mark(fd, profile.mark());
        }
        if (family == AddressFamily.IPV6) {
            labelConnection(profile);
        }
        return this;
    }

    /** The kernel's own label of a TCP flow is another for every connection, and no constant flow. */
    private void labelConnection(ProbeProfile profile) {
        calls.set(fd, Posix.IPPROTO_IPV6, Linux.IPV6_AUTOFLOWLABEL, 0);
        int label = profile.flowLabel().orElse(0);
        int errno = label == 0 ? 0 : flowLabels.lease(profile.destination(), label);
        if (errno != 0) {
            throw Errno.exception("setsockopt(IPV6_FLOWLABEL_MGR)", errno);
        }
    }

    /** Asks for the kernel's times of receiving. */
    SocketOptions receiveTimes() {
        calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, RECEIVE_STAMPS);
        return this;
    }

    /** Leaves the same port of the other family to others. */
    SocketOptions onlyOwnFamily() {
        if (family == AddressFamily.IPV6) {
            calls.set(fd, Posix.IPPROTO_IPV6, Linux.IPV6_V6ONLY, 1);
        }
        return this;
    }

    /** Lets ICMP errors come, with what routers append to them; kernels before 5.9 don't know the latter. */
    SocketOptions receiveErrors() {
        set(Linux.IP_RECVERR, Linux.IPV6_RECVERR, 1);
        trySet(Linux.IP_RECVERR_RFC4884, Linux.IPV6_RECVERR_RFC4884, 1);
        return this;
    }

    /** Whether packets with this profile may leave without changing an option. */
    boolean suit(ProbeProfile profile) {
        return profile.dontFragment() == dontFragment
                && profile.mark() == mark
                && profile.flowLabel().equals(flowLabel);
    }

    /** Sets what packets with this profile need; 0 or errno. */
    int prepare(ProbeProfile profile) {
        if (profile.dontFragment() != dontFragment) {
            setFragmentation(profile.dontFragment(), Linux.PMTUDISC_PROBE);
        }
        int errno = profile.mark() == mark ? 0 : calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_MARK, profile.mark());
        if (errno != 0) {
            return errno;
        }
        mark = profile.mark();
        errno = profile.flowLabel().equals(flowLabel) ? 0 : setFlowLabel(profile);
        if (errno == 0) {
            flowLabel = profile.flowLabel();
        }
        return errno;
    }

    /** A label of 0 can't be leased: it is what packets have when the kernel makes up none. */
    private int setFlowLabel(ProbeProfile profile) {
        int automatic = profile.flowLabel().isPresent() ? 0 : 1;
        int label = profile.flowLabel().orElse(0);
        int errno = calls.trySet(fd, Posix.IPPROTO_IPV6, Linux.IPV6_AUTOFLOWLABEL, automatic);
        return errno != 0 || label == 0 ? errno : flowLabels.lease(profile.destination(), label);
    }

    /** Forbids it in one mode, or allows it. */
    private void setFragmentation(boolean forbidden, int mode) {
        dontFragment = forbidden;
        set(Linux.IP_MTU_DISCOVER, Linux.IPV6_MTU_DISCOVER, forbidden ? mode : Linux.PMTUDISC_DONT);
        if (family == AddressFamily.IPV6) {
            calls.set(fd, Posix.IPPROTO_IPV6, Linux.IPV6_DONTFRAG, forbidden ? 1 : 0);
        }
    }

    /**
     * Lets pass only what may answer a probe: not the requests of others, nor what answers these, which would fill the
     * buffer, and no neighbour discovery.
     */
    SocketOptions keepOutRequests(int identifier) {
        new PacketFilter().acceptEchoes(fd, family, identifier);
        if (family == AddressFamily.IPV6) {
            int[] blocked = new int[8];
            Arrays.fill(blocked, -1);
            for (int type : new int[] {1, 2, 3, 4, 129}) {
                blocked[type / Integer.SIZE] &= ~(1 << type % Integer.SIZE);
            }
            calls.set(fd, Posix.IPPROTO_ICMPV6, Linux.ICMPV6_FILTER, blocked);
        } else {
            calls.set(fd, Linux.SOL_RAW, Linux.ICMP_FILTER, ~(1 | 1 << 3 | 1 << 11 | 1 << 12));
        }
        return this;
    }

    /** Packets that the socket lost so far since its buffer was full, modulo 2^32. */
    int drops() {
        return calls.drops(fd);
    }

    /** Room for bursts. More than the system's limit takes a privilege; without, the kernel gives what it allows. */
    private void enlargeBuffers() {
        enlargeReceiveBuffer(calls, fd);
        if (calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_SNDBUFFORCE, BUFFER_BYTES) != 0) {
            calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_SNDBUF, BUFFER_BYTES);
        }
    }

    /** Gives the bytes that the kernel allows, which count its own bookkeeping too (socket(7)). */
    static int enlargeReceiveBuffer(LinuxCalls calls, int fd) {
        if (calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUFFORCE, BUFFER_BYTES) != 0) {
            calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUF, BUFFER_BYTES);
        }
        return calls.get(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUF);
    }

    /** Asks for the kernel's times of sending and receiving, and lets the numbers of sent packets begin at 0. */
    void restartTimestamps() {
        calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, STAMPS);
        calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, STAMPS | Linux.SOF_TIMESTAMPING_OPT_ID);
    }

    private void set(int option, int option6, int value) {
        if (family == AddressFamily.IPV6) {
            calls.set(fd, Posix.IPPROTO_IPV6, option6, value);
        } else {
            calls.set(fd, Posix.IPPROTO_IP, option, value);
        }
    }

    private int trySet(int option, int option6, int value) {
        return family == AddressFamily.IPV6
                ? calls.trySet(fd, Posix.IPPROTO_IPV6, option6, value)
                : calls.trySet(fd, Posix.IPPROTO_IP, option, value);
    }
}
