// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.lang.ref.Reference;
import jnr.ffi.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The calls by jffi, on which jnr-ffi is built. jnr-ffi would make a class for them at run time, with a library that
 * writes classes: a short run waits longer for that than for its trace.
 *
 * <p>A call has the address of memory, which lives as long as its owner. Where the caller may be done with the owner
 * once it has called, the call keeps it.
 */
final class DirectLibc implements Libc {
    private static final Type INT = Type.SINT32;
    private static final Type LONG = Type.SLONG;
    private static final Type SIZE = Type.ULONG;
    private static final Type ADDRESS = Type.POINTER;

    private final Invoker invoker = Invoker.getInstance();
    private final Library library = Library.getDefault();

    private final Function socket = function("socket", INT, INT, INT, INT);
    private final Function close = function("close", INT, INT);
    private final Function bind = function("bind", INT, INT, ADDRESS, INT);
    private final Function connect = function("connect", INT, INT, ADDRESS, INT);
    private final Function getsockname = function("getsockname", INT, INT, ADDRESS, ADDRESS);
    private final Function setsockopt = function("setsockopt", INT, INT, INT, INT, ADDRESS, INT);
    private final Function getsockopt = function("getsockopt", INT, INT, INT, INT, ADDRESS, ADDRESS);
    private final Function getrlimit = function("getrlimit", INT, INT, ADDRESS);
    private final Function sendmmsg = function("sendmmsg", INT, INT, ADDRESS, INT, INT);
    private final Function recvmmsg = function("recvmmsg", INT, INT, ADDRESS, INT, INT, ADDRESS);
    private final Function ppoll = function("ppoll", INT, ADDRESS, SIZE, ADDRESS, ADDRESS);
    private final Function eventfd = function("eventfd", INT, INT, INT);
    private final Function read = function("read", LONG, INT, ADDRESS, SIZE);
    private final Function write = function("write", LONG, INT, ADDRESS, SIZE);
    private final Function clockGettime = function("clock_gettime", INT, INT, ADDRESS);

    /** A function and how it is called: errors are kept for the thread. */
    private record Function(CallContext context, long address) {}

    /** In the libraries that the process has: the C library is one of them. */
    private Function function(String name, Type result, Type... parameters) {
        long address = library.getSymbolAddress(name);
        if (address == 0) {
            throw new UnsatisfiedLinkError("the C library has no " + name);
        }
        return new Function(CallContext.getCallContext(result, parameters, CallingConvention.DEFAULT, true), address);
    }

    private static long address(@Nullable Pointer pointer) {
        return pointer == null ? 0 : pointer.address();
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return (int) invoker.invokeN3(socket.context, socket.address, domain, type, protocol);
    }

    @Override
    public int close(int fd) {
        return (int) invoker.invokeN1(close.context, close.address, fd);
    }

    @Override
    public int bind(int fd, Pointer address, int length) {
        try {
            return (int) invoker.invokeN3(bind.context, bind.address, fd, address(address), length);
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    @Override
    public int connect(int fd, Pointer address, int length) {
        try {
            return (int) invoker.invokeN3(connect.context, connect.address, fd, address(address), length);
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    @Override
    public int getsockname(int fd, Pointer address, Pointer length) {
        return (int) invoker.invokeN3(getsockname.context, getsockname.address, fd, address(address), address(length));
    }

    @Override
    public int setsockopt(int fd, int level, int option, Pointer value, int length) {
        try {
            return (int)
                    invoker.invokeN5(setsockopt.context, setsockopt.address, fd, level, option, address(value), length);
        } finally {
            Reference.reachabilityFence(value);
        }
    }

    @Override
    public int getsockopt(int fd, int level, int option, Pointer value, Pointer length) {
        return (int) invoker.invokeN5(
                getsockopt.context, getsockopt.address, fd, level, option, address(value), address(length));
    }

    @Override
    public int getrlimit(int resource, Pointer limit) {
        return (int) invoker.invokeN2(getrlimit.context, getrlimit.address, resource, address(limit));
    }

    @Override
    public int sendmmsg(int fd, Pointer messages, int count, int flags) {
        return (int) invoker.invokeN4(sendmmsg.context, sendmmsg.address, fd, address(messages), count, flags);
    }

    @Override
    public int recvmmsg(int fd, Pointer messages, int count, int flags, @Nullable Pointer timeout) {
        return (int) invoker.invokeN5(
                recvmmsg.context, recvmmsg.address, fd, address(messages), count, flags, address(timeout));
    }

    @Override
    public int ppoll(Pointer fds, long count, @Nullable Pointer timeout, @Nullable Pointer signals) {
        return (int)
                invoker.invokeN4(ppoll.context, ppoll.address, address(fds), count, address(timeout), address(signals));
    }

    @Override
    public int eventfd(int initial, int flags) {
        return (int) invoker.invokeN2(eventfd.context, eventfd.address, initial, flags);
    }

    @Override
    public long read(int fd, Pointer buffer, long count) {
        return invoker.invokeN3(read.context, read.address, fd, address(buffer), count);
    }

    @Override
    public long write(int fd, Pointer buffer, long count) {
        try {
            return invoker.invokeN3(write.context, write.address, fd, address(buffer), count);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    @Override
    public int clock_gettime(int clock, Pointer timespec) {
        return (int) invoker.invokeN2(clockGettime.context, clockGettime.address, clock, address(timespec));
    }
}
