// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

/** Socket calls with Java's manners: values instead of memory, exceptions instead of codes. Used by one thread. */
public final class SocketCalls {
    private static final int NAME_OFFSET = 64;

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory scratch = new NativeMemory(128);

    /** Opens a non-blocking socket that child processes don't inherit; negative errno if refused. */
    public int open(int domain, int type, int protocol) {
        int fd = libc.socket(domain, type | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC, protocol);
        return fd < 0 ? -LinuxSystem.error() : fd;
    }

    /** Sets an option; 0 or errno. */
    public int trySet(int fd, int level, int option, int value) {
        scratch.bytes().putInt(0, value);
        return libc.setsockopt(fd, level, option, scratch.pointer(), Integer.BYTES) < 0 ? LinuxSystem.error() : 0;
    }

    /** Sets an option that must be there. */
    public void set(int fd, int level, int option, int value) {
        int errno = trySet(fd, level, option, value);
        if (errno != 0) {
            throw Errno.exception("setsockopt(%d, %d)".formatted(level, option), errno);
        }
    }

    /** Sets an option of eight words, as ICMPv6 filters are. */
    public void set(int fd, int level, int option, int[] words) {
        for (int i = 0; i < words.length; i++) {
            scratch.bytes().putInt(i * Integer.BYTES, words[i]);
        }
        if (libc.setsockopt(fd, level, option, scratch.pointer(), words.length * Integer.BYTES) < 0) {
            throw Errno.exception("setsockopt(%d, %d)".formatted(level, option), LinuxSystem.error());
        }
    }

    /** Binds to any address, so that the kernel gives the socket its number: port, or ICMP identifier. */
    public int bindAnywhere(int fd, int domain) {
        int length = domain == Linux.AF_INET6 ? Layout.SOCKADDR_IN6 : Layout.SOCKADDR_IN;
        for (int i = 0; i < length; i++) {
            scratch.bytes().put(NAME_OFFSET + i, (byte) 0);
        }
        scratch.bytes().putShort(NAME_OFFSET, (short) domain);
        scratch.bytes().putInt(0, length);
        boolean bound = libc.bind(fd, scratch.pointer(NAME_OFFSET), length) == 0
                && libc.getsockname(fd, scratch.pointer(NAME_OFFSET), scratch.pointer()) == 0;
        if (!bound) {
            throw Errno.exception("bind", LinuxSystem.error());
        }
        return scratch.networkOrder().getShort(NAME_OFFSET + 2) & 0xffff;
    }

    /** Closes a descriptor. */
    public void close(int fd) {
        libc.close(fd);
    }
}
