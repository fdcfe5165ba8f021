// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.lang.ref.Reference;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.Pointer;

/**
 * The calls that all systems have, by a linker.
 *
 * <p>A call has the address of memory, which lives as long as its owner. Where the caller may be done with the owner
 * once it has called, the call keeps it.
 */
public abstract class DirectSockets implements SocketLibrary {
    private final NativeFunction socket;
    private final NativeFunction close;
    private final NativeFunction bind;
    private final NativeFunction connect;
    private final NativeFunction getsockname;
    private final NativeFunction setsockopt;
    private final NativeFunction getsockopt;
    private final NativeFunction getrlimit;

    /** Looks them up. */
    protected DirectSockets(NativeLibrary library) {
        socket = library.function("socket");
        close = library.function("close");
        bind = library.function("bind");
        connect = library.function("connect");
        getsockname = library.function("getsockname");
        setsockopt = library.function("setsockopt");
        getsockopt = library.function("getsockopt");
        getrlimit = library.function("getrlimit");
    }

    @Override
    public final int socket(int domain, int type, int protocol) {
        return (int) socket.call(domain, type, protocol);
    }

    @Override
    public final int close(int fd) {
        return (int) close.call(fd);
    }

    @Override
    public final int bind(int fd, Pointer address, int length) {
        try {
            return (int) bind.call(fd, address.address(), length);
        } finally {
            Reference.reachabilityFence(address.owner());
        }
    }

    @Override
    public final int connect(int fd, Pointer address, int length) {
        try {
            return (int) connect.call(fd, address.address(), length);
        } finally {
            Reference.reachabilityFence(address.owner());
        }
    }

    @Override
    public final int getsockname(int fd, Pointer address, Pointer length) {
        return (int) getsockname.call(fd, address.address(), length.address());
    }

    @Override
    public final int setsockopt(int fd, int level, int option, Pointer value, int length) {
        try {
            return (int) setsockopt.call(fd, level, option, value.address(), length);
        } finally {
            Reference.reachabilityFence(value.owner());
        }
    }

    @Override
    public final int getsockopt(int fd, int level, int option, Pointer value, Pointer length) {
        return (int) getsockopt.call(fd, level, option, value.address(), length.address());
    }

    @Override
    public final int getrlimit(int resource, Pointer limit) {
        return (int) getrlimit.call(resource, limit.address());
    }
}
