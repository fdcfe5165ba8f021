// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun.linux;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.NotPermittedException;
import org.pathtracer.NotSupportedException;
import org.pathtracer.PathTracerException;

/**
 * A TUN device: what the kernel sends there can be read here, and what is written here the kernel receives there. It
 * exists from the opening to the closing. Used by one thread at a time, but for {@link #wake}.
 */
public final class TunDevice implements AutoCloseable {
    /** A packet at most, of either family. */
    public static final int MAX_PACKET = 65_575;

    private static final String FILE = "/dev/net/tun";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");

    private static final int O_RDWR_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    private static final long TUNSETIFF = 0x400454caL;
    private static final int IFREQ = 40;
    private static final int IFR_FLAGS = 16;
    /** Without the flag EXCL it would take over a device that somebody else made and left. */
    private static final int IFF_TUN_NO_PI_EXCL = 0x1 | 0x1000 | 0x8000;

    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int POLLIN = 1;
    private static final int POLLFD = 8;
    private static final int POLLFD_EVENTS = 4;
    private static final int POLLFD_REVENTS = 6;
    private static final int PR_SET_TIMERSLACK = 29;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Libc libc = Linux.libc();
    private final String name;
    private final int fd;
    private final int wakeFd;
    private final Block in = new Block(MAX_PACKET);
    private final Block out = new Block(MAX_PACKET);
    private final Block polled = new Block(2 * POLLFD);
    private final Block timeout = new Block(16);
    private final Block one = new Block(Long.BYTES);

    /**
     * Makes a device.
     *
     * @param name 1 to 15 letters, digits, {@code _ . -}
     * @throws InvalidRequestException if the name is unusable or taken
     * @throws NotPermittedException with the commands that would help
     * @throws NotSupportedException if this system has no TUN devices
     */
    public TunDevice(String name) {
        this.name = checked(name);
        fd = libc.open(FILE, O_RDWR_NONBLOCK_CLOEXEC);
        if (fd < 0) {
            throw notOpened(Linux.error());
        }
        try {
            attach();
            wakeFd = libc.eventfd(0, EFD_NONBLOCK_CLOEXEC);
            if (wakeFd < 0) {
                throw Linux.failed("eventfd", Linux.error(), "see `ulimit -n`");
            }
        } catch (PathTracerException e) {
            libc.close(fd);
            throw e;
        }
        one.bytes.putLong(0, 1);
        putPollFd(0, fd);
        putPollFd(1, wakeFd);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException(
                    "\"%s\" is no name for a device: it must have 1 to 15 letters, digits, or _ . -".formatted(name));
        }
        return name;
    }

    private void attach() {
        Block ifreq = new Block(IFREQ);
        for (int i = 0; i < name.length(); i++) {
            ifreq.bytes.put(i, (byte) name.charAt(i));
        }
        ifreq.bytes.putShort(IFR_FLAGS, (short) IFF_TUN_NO_PI_EXCL);
        if (libc.ioctl(fd, TUNSETIFF, ifreq.pointer) < 0) {
            throw notMade(Linux.error());
        }
    }

    private static PathTracerException notOpened(int errno) {
        return switch (errno) {
            case Linux.EACCES, Linux.EPERM ->
                new NotPermittedException(
                        FILE + " is closed to this user: start it with sudo, or open the file to all users with"
                                + " `sudo chmod 666 " + FILE + "` and start it with `unshare -Urn`, in a network"
                                + " namespace of its own",
                        List.of());
            case Linux.ENOENT, Linux.ENXIO, Linux.ENODEV ->
                new NotSupportedException(
                        "this system has no " + FILE + ": load the driver with `sudo modprobe tun`, or let the"
                                + " container have it (docker run --cap-add NET_ADMIN --device " + FILE + ")");
            default -> Linux.failed("open " + FILE, errno, "see `man 2 open`");
        };
    }

    private PathTracerException notMade(int errno) {
        return switch (errno) {
            case Linux.EPERM ->
                new NotPermittedException(
                        "this user may not make network devices here: start it with sudo, or with `unshare -Urn`,"
                                + " in a network namespace of its own",
                        List.of());
            case Linux.EBUSY, Linux.EINVAL ->
                new InvalidRequestException("there is a device \"%s\" already: choose another name".formatted(name));
            default -> Linux.failed("ioctl(TUNSETIFF)", errno, "see `man 4 tun` and `ip link`");
        };
    }

    private void putPollFd(int slot, int descriptor) {
        polled.bytes.putInt(slot * POLLFD, descriptor);
        polled.bytes.putShort(slot * POLLFD + POLLFD_EVENTS, (short) POLLIN);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Lets the calling thread's waits end when they are over; otherwise the kernel adds up to 50 us to each. */
    public void waitPrecisely() {
        libc.prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
    }

    /**
     * The next packet that the kernel sent, valid until the next call; empty if there is none.
     *
     * @throws PathTracerException if the device is gone
     */
    public ByteBuffer read() {
        long length = libc.read(fd, in.pointer, MAX_PACKET);
        if (length < 0) {
            int errno = Linux.error();
            if (errno == Linux.EBADFD) {
                throw Linux.failed("read " + name, errno, "somebody removed the device");
            }
        }
        return in.bytes.clear().limit((int) Math.max(0, length));
    }

    /** Gives the kernel a packet; tells whether it took it, which it does not while the device is down. */
    public boolean write(byte[] packet) {
        out.bytes.clear().put(packet);
        return libc.write(fd, out.pointer, packet.length) == packet.length;
    }

    /**
     * Until there is a packet to read, {@link #wake} was called, or the time is over.
     *
     * @param nanos {@link Long#MAX_VALUE} for no limit
     * @return whether there is a packet
     */
    public boolean await(long nanos) {
        timeout.bytes.putLong(0, nanos / NANOS_PER_SECOND);
        timeout.bytes.putLong(Long.BYTES, nanos % NANOS_PER_SECOND);
        int ready = libc.ppoll(polled.pointer, 2, nanos == Long.MAX_VALUE ? null : timeout.pointer, null);
        return ready > 0 && (polled.bytes.getShort(POLLFD_REVENTS) & POLLIN) != 0;
    }

    /** Ends the wait, and all waits to come. From any thread, while the device is open. */
    public void wake() {
        libc.write(wakeFd, one.pointer, Long.BYTES);
    }

    /** The device goes, with its addresses and routes. */
    @Override
    public void close() {
        libc.close(wakeFd);
        libc.close(fd);
    }
}
