// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun.linux;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.SystemCallException;

/**
 * Gives a device its properties, addresses and routes, through rtnetlink(7). They need no clearing away: they go with
 * the device.
 */
public final class Netlink implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int NETLINK_ROUTE = 0;

    private static final int RTM_NEWLINK = 16;
    private static final int RTM_NEWADDR = 20;
    private static final int RTM_NEWROUTE = 24;
    private static final int NLM_F_CREATE_EXCL = 0x400 | 0x200;

    private static final int IFF_UP = 1;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_TXQLEN = 13;
    private static final int IFLA_AF_SPEC = 26;
    private static final int IFLA_INET6_ADDR_GEN_MODE = 8;
    private static final byte[] IN6_ADDR_GEN_MODE_NONE = {1};

    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_F_NODAD = 2;

    private static final int RT_TABLE_MAIN = 254;
    private static final int RTPROT_STATIC = 4;
    private static final int RT_SCOPE_UNIVERSE = 0;
    private static final int RT_SCOPE_LINK = 253;
    private static final int RTN_UNICAST = 1;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_PREFSRC = 7;

    private static final int MAX_MESSAGE = 4096;

    private final Libc libc = Linux.libc();
    private final Block request = new Block(MAX_MESSAGE);
    private final Block answer = new Block(MAX_MESSAGE);
    private final String device;
    private final int fd;
    private final int index;
    private int sequence;

    /** For one device, which exists. */
    public Netlink(String device) {
        this.device = device;
        fd = libc.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_ROUTE);
        if (fd < 0) {
            throw Linux.failed("socket(AF_NETLINK)", Linux.error(), "this system forbids netlink sockets");
        }
        index = libc.if_nametoindex(device);
    }

    /**
     * How large its packets may be, and how many wait for its reader.
     *
     * @param mtu bytes, from 68; from 1280 if IPv6 is wanted
     * @param queue packets
     */
    public void properties(int mtu, int queue) {
        run(
                "set the MTU of " + device + " to " + mtu,
                link(0).attribute(IFLA_MTU, mtu).attribute(IFLA_TXQLEN, queue));
    }

    /** Keeps the kernel from giving it a link-local IPv6 address, and from asking for routers there. */
    public void noAddressOfItsOwn() {
        NetlinkMessage message = link(0);
        message.nested(
                IFLA_AF_SPEC,
                () -> message.nested(
                        AF_INET6, () -> message.attribute(IFLA_INET6_ADDR_GEN_MODE, IN6_ADDR_GEN_MODE_NONE)));
        run("turn off automatic IPv6 addresses of " + device, message);
    }

    /** Sets it up. */
    public void up() {
        run("set " + device + " up", link(IFF_UP));
    }

    private NetlinkMessage link(int flags) {
        return message(RTM_NEWLINK, 0).u8(0).u8(0).u16(0).u32(index).u32(flags).u32(flags);
    }

    /** Adds an address, which is in use at once. */
    public void address(InetAddress address) {
        byte[] bytes = address.getAddress();
        run(
                "give " + device + " the address " + address.getHostAddress(),
                message(RTM_NEWADDR, NLM_F_CREATE_EXCL)
                        .u8(family(bytes))
                        .u8(bytes.length * 8)
                        .u8(IFA_F_NODAD)
                        .u8(RT_SCOPE_UNIVERSE)
                        .u32(index)
                        .attribute(IFA_LOCAL, bytes)
                        .attribute(IFA_ADDRESS, bytes));
    }

    /** Sends what goes to one address there. */
    public void route(InetAddress destination, InetAddress source) {
        route(destination.getHostAddress(), Optional.of(destination.getAddress()), source);
    }

    /** Sends everything of the source's family there that has no other route. */
    public void defaultRoute(InetAddress source) {
        String family = AddressFamily.IPV6.includes(source) ? "IPv6" : "IPv4";
        route("everything of " + family, Optional.empty(), source);
    }

    private void route(String what, Optional<byte[]> destination, InetAddress source) {
        int family = family(source.getAddress());
        NetlinkMessage message = message(RTM_NEWROUTE, NLM_F_CREATE_EXCL)
                .u8(family)
                .u8(destination.map(bytes -> bytes.length * 8).orElse(0))
                .u8(0)
                .u8(0)
                .u8(RT_TABLE_MAIN)
                .u8(RTPROT_STATIC)
                .u8(family == AF_INET ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE)
                .u8(RTN_UNICAST)
                .u32(0)
                .attribute(RTA_OIF, index)
                .attribute(RTA_PREFSRC, source.getAddress());
        destination.ifPresent(bytes -> message.attribute(RTA_DST, bytes));
        try {
            run("route " + what + " to " + device, message);
        } catch (SystemCallException e) {
            throw e.errno() == Linux.EEXIST ? taken(what) : e;
        }
    }

    private static InvalidRequestException taken(String what) {
        return new InvalidRequestException(
                "this host has a route for %s already; start it in a network namespace of its own: sudo unshare -n COMMAND"
                        .formatted(what));
    }

    private static int family(byte[] address) {
        return address.length == 4 ? AF_INET : AF_INET6;
    }

    private NetlinkMessage message(int type, int flags) {
        return new NetlinkMessage(request.bytes, type, flags, ++sequence);
    }

    /** Sends a request and awaits what became of it: {@code struct nlmsgerr}, of which the number is the first. */
    private void run(String what, NetlinkMessage message) {
        long sent = libc.send(fd, request.pointer, message.finish(), 0);
        long received = sent < 0 ? sent : libc.recv(fd, answer.pointer, MAX_MESSAGE, 0);
        int errno = received < 0 ? Linux.error() : -answer.bytes.getInt(NetlinkMessage.HEADER);
        if (errno != 0) {
            throw Linux.failed(what, errno, "see `ip -d link show " + device + "` and `sysctl net.ipv6.conf`");
        }
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
