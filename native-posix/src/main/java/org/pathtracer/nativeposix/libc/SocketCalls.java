// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.IntFunction;
import org.pathtracer.AddressFamily;

/** Socket calls with Java's manners: values instead of memory, exceptions instead of codes. Used by one thread. */
public abstract class SocketCalls {
    private static final int EINVAL = 22;
    private static final int NAME_OFFSET = 64;
    private static final int LENGTH_OFFSET = 96;
    /** Where {@link #read} leaves an option. */
    protected static final int VALUE_OFFSET = 128;

    protected final NativeMemory scratch = new NativeMemory(256);

    private final SocketSystem system;
    private final SocketLibrary libc;

    /** The calls of a system. */
    protected SocketCalls(SocketSystem system) {
        this.system = system;
        this.libc = system.library();
    }

    /** The system. */
    public SocketSystem system() {
        return system;
    }

    /** Lets a socket send by way of an interface only. */
    public abstract void bindToInterface(int fd, AddressFamily family, int index);

    /** Marks all packets that a socket sends from now on; 0 for none. Only where the transport offers marks. */
    public void mark(int fd, int mark) {
        throw new UnsupportedOperationException("this system has no marks: " + mark);
    }

    /** Lets other sockets of ours have a socket's port, or no longer. */
    public void sharePort(int fd, boolean shared) {
        set(fd, system.socketLevel(), system.sharePort(), shared ? 1 : 0);
    }

    /**
     * Binds a socket to the port that another one of ours holds. The kernel allows that while all sockets on the port
     * say that they share it, which the holder does for this moment only.
     */
    public void lendPort(int holder, int borrower, AddressFamily family, Optional<InetAddress> source, int port) {
        sharePort(holder, true);
        try {
            bind(borrower, source.orElseGet(() -> any(family)), port);
        } finally {
            sharePort(holder, false);
        }
    }

    /** Opens a non-blocking socket that child processes don't inherit; negative errno if refused. */
    public int tryOpen(AddressFamily family, int type, int protocol) {
        int fd = libc.socket(domain(family), type | system.openFlags(), protocol);
        return fd < 0 ? -LoadedLibrary.error() : fd;
    }

    /** Opens a socket that must be there. */
    public int open(AddressFamily family, int type, int protocol) {
        int fd = tryOpen(family, type, protocol);
        if (fd < 0) {
            throw system.errors().exception("socket", -fd);
        }
        return fd;
    }

    /** Opens a socket that must be there, and completes it; closes it if that fails. */
    public <T> T open(AddressFamily family, int type, int protocol, IntFunction<T> complete) {
        int fd = open(family, type, protocol);
        try {
            return complete.apply(fd);
        } catch (RuntimeException e) {
            close(fd);
            throw e;
        }
    }

    private int domain(AddressFamily family) {
        return family == AddressFamily.IPV6 ? system.inet6() : Posix.AF_INET;
    }

    /** Sets an option; 0 or errno. */
    public int trySet(int fd, int level, int option, int value) {
        scratch.bytes().putInt(0, value);
        return libc.setsockopt(fd, level, option, scratch.pointer(), Integer.BYTES) < 0 ? LoadedLibrary.error() : 0;
    }

    /** Sets an option that must be there. */
    public void set(int fd, int level, int option, int value) {
        int errno = trySet(fd, level, option, value);
        if (errno != 0) {
            throw system.errors().exception("setsockopt(%d, %d)".formatted(level, option), errno);
        }
    }

    /** Sets an option of eight words, as ICMPv6 filters are. */
    public void set(int fd, int level, int option, int[] words) {
        for (int i = 0; i < words.length; i++) {
            scratch.bytes().putInt(i * Integer.BYTES, words[i]);
        }
        if (libc.setsockopt(fd, level, option, scratch.pointer(), words.length * Integer.BYTES) < 0) {
            throw system.errors().exception("setsockopt(%d, %d)".formatted(level, option), LoadedLibrary.error());
        }
    }

    /** The value of an option. */
    public int get(int fd, int level, int option) {
        read(fd, level, option, Integer.BYTES);
        return scratch.bytes().getInt(VALUE_OFFSET);
    }

    /** Reads an option into the scratch memory. */
    protected void read(int fd, int level, int option, int length) {
        scratch.bytes().putInt(LENGTH_OFFSET, length);
        int done = libc.getsockopt(fd, level, option, scratch.pointer(VALUE_OFFSET), scratch.pointer(LENGTH_OFFSET));
        if (done < 0) {
            throw system.errors().exception("getsockopt(%d, %d)".formatted(level, option), LoadedLibrary.error());
        }
    }

    /** Binds to a port, or an ICMP identifier, of all local addresses; 0 lets the kernel choose. */
    public void bind(int fd, AddressFamily family, int port) {
        bind(fd, any(family), port);
    }

    /** Binds to a port of a local address. */
    public void bind(int fd, InetAddress address, int port) {
        int length = system.addresses().write(scratch, NAME_OFFSET, address, port, 0);
        if (libc.bind(fd, scratch.pointer(NAME_OFFSET), length) < 0) {
            throw system.errors().exception("bind", LoadedLibrary.error());
        }
    }

    /** The address that stands for all. */
    protected static InetAddress any(AddressFamily family) {
        try {
            return InetAddress.getByAddress(new byte[family == AddressFamily.IPV6 ? 16 : 4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connects; 0 or errno. */
    public int connect(int fd, InetAddress address, int port, int flowLabel) {
        int length = system.addresses().write(scratch, NAME_OFFSET, address, port, flowLabel);
        return libc.connect(fd, scratch.pointer(NAME_OFFSET), length) < 0 ? LoadedLibrary.error() : 0;
    }

    /** The port, or ICMP identifier, to which a socket is bound. */
    public int localPort(int fd) {
        localName(fd);
        return SocketAddress.port(scratch, NAME_OFFSET);
    }

    /** The local address of a connected socket. */
    public InetAddress localAddress(int fd) {
        return system.addresses()
                .read(scratch, NAME_OFFSET, localName(fd))
                .orElseThrow(() -> system.errors().exception("getsockname", EINVAL));
    }

    private int localName(int fd) {
        scratch.bytes().putInt(0, SocketAddress.MOST);
        if (libc.getsockname(fd, scratch.pointer(NAME_OFFSET), scratch.pointer()) < 0) {
            throw system.errors().exception("getsockname", LoadedLibrary.error());
        }
        return scratch.bytes().getInt(0);
    }

    /** How many descriptors this process may have; their numbers are below that. */
    public int descriptorLimit() {
        if (libc.getrlimit(system.descriptorLimit(), scratch.pointer()) < 0) {
            return Integer.MAX_VALUE;
        }
        long limit = scratch.bytes().getLong(0);
        return limit < 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, limit);
    }

    /** Closes a descriptor. */
    public void close(int fd) {
        libc.close(fd);
    }
}
