// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** Up to 64 probes in memory, for one {@code sendmmsg}. */
public final class SendBatch {
    /** Most packets of one call. */
    public static final int MOST = 64;

    /** TTL of packets that don't bear their own: the socket's, which must be this. */
    public static final int USUAL_TTL = 64;

    /** Traffic class of packets that don't bear their own: the socket's, which must be this. */
    public static final int USUAL_TRAFFIC_CLASS = 0;

    private static final int CONTROL = 128;
    private static final int NAME_OFFSET = MOST * Layout.MMSGHDR;
    private static final int IOV_OFFSET = NAME_OFFSET + MOST * 32;
    private static final int CONTROL_OFFSET = IOV_OFFSET + MOST * Layout.IOVEC;
    private static final int DATA_OFFSET = CONTROL_OFFSET + MOST * CONTROL;
    private static final int DATA = 128 * 1024;

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory memory = new NativeMemory(DATA_OFFSET + DATA);
    private final Name[] names = new Name[MOST];
    private int count;
    private int dataEnd = DATA_OFFSET;

    /** Empty. */
    public SendBatch() {
        Arrays.setAll(names, i -> new Name());
    }

    /** What stands in the place of a packet's destination, which is often the same as in the batch before. */
    private final class Name {
        private @Nullable InetAddress destination;
        private int port;
        private int flowLabel;
        private int length;

        @SuppressWarnings("ReferenceEquality") // equal addresses may have different zones
        int write(Probe probe, int toPort, int offset) {
            InetAddress to = probe.profile().destination();
            int label = probe.profile().flowLabel().orElse(0);
            if (to != destination || toPort != port || label != flowLabel) {
                destination = to;
                port = toPort;
                flowLabel = label;
                length = LinuxSystem.ADDRESSES.write(memory, offset, to, toPort, label);
            }
            return length;
        }
    }

    /** Forgets what is in it. */
    public void clear() {
        count = 0;
        dataEnd = DATA_OFFSET;
    }

    /** How many packets are in it. */
    public int size() {
        return count;
    }

    /** Whether there is room for another probe of this many bytes. */
    public boolean fits(int length) {
        return count < MOST && dataEnd + length <= DATA_OFFSET + DATA;
    }

    /** Adds a probe that {@link #fits}. */
    public void add(Probe probe, PacketWriter writer, int length) {
        int data = dataEnd;
        writer.write(probe, memory.networkOrder(), data, length);
        dataEnd += length + 1 & ~1;
        header(probe, writer.port(probe), data, length);
        count++;
    }

    /** Sends from an index on; gives how many were taken, or a negative errno if the first was not. */
    public int send(int fd, int from) {
        int sent = libc.sendmmsg(fd, memory.pointer(from * Layout.MMSGHDR), count - from, Linux.MSG_DONTWAIT);
        return sent < 0 ? -LinuxSystem.error() : sent;
    }

    private void header(Probe probe, int port, int data, int length) {
        ByteBuffer bytes = memory.bytes();
        int header = count * Layout.MMSGHDR;
        int name = NAME_OFFSET + count * 32;
        int iov = IOV_OFFSET + count * Layout.IOVEC;
        int control = CONTROL_OFFSET + count * CONTROL;
        bytes.putLong(iov, memory.address(data));
        bytes.putLong(iov + Layout.IOV_LEN, length);
        bytes.putLong(header, memory.address(name));
        bytes.putInt(header + Layout.MSG_NAMELEN, names[count].write(probe, port, name));
        bytes.putLong(header + Layout.MSG_IOV, memory.address(iov));
        bytes.putLong(header + Layout.MSG_IOVLEN, 1);
        bytes.putLong(header + Layout.MSG_CONTROL, memory.address(control));
        bytes.putLong(header + Layout.MSG_CONTROLLEN, control(probe, control));
        bytes.putInt(header + Layout.MSG_FLAGS, 0);
    }

    /** What differs from packet to packet goes with it, so that a shared socket needs no option set between packets. */
    private int control(Probe probe, int offset) {
        ControlWriter out = new ControlWriter(memory, offset);
        ProbeProfile profile = probe.profile();
        byte[] source = profile.source().map(address -> address.getAddress()).orElse(new byte[0]);
        boolean pinned = profile.interfaceIndex() != 0 || source.length > 0;
        if (profile.family() == AddressFamily.IPV6) {
            addUnusual(out, Posix.IPPROTO_IPV6, Linux.IPV6_HOPLIMIT, probe.ttl(), USUAL_TTL);
            addUnusual(out, Posix.IPPROTO_IPV6, Linux.IPV6_TCLASS, profile.trafficClass(), USUAL_TRAFFIC_CLASS);
            if (pinned) {
                out.addPacketInfo6(profile.interfaceIndex(), source);
            }
        } else {
            addUnusual(out, Posix.IPPROTO_IP, Linux.IP_TTL, probe.ttl(), USUAL_TTL);
            addUnusual(out, Posix.IPPROTO_IP, Linux.IP_TOS, profile.trafficClass(), USUAL_TRAFFIC_CLASS);
            if (pinned) {
                out.addPacketInfo(profile.interfaceIndex(), source);
            }
        }
        return out.length();
    }

    private static void addUnusual(ControlWriter out, int level, int type, int value, int usual) {
        if (value != usual) {
            out.add(level, type, value);
        }
    }
}
