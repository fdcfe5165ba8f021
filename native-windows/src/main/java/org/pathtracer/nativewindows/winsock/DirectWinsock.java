// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

import java.lang.ref.Reference;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.Pointer;
import org.pathtracer.nativeposix.libc.NativeMemory;

/** Winsock, by a linker. Owners of memory are kept as in {@link org.pathtracer.nativeposix.libc.DirectSockets}. */
final class DirectWinsock implements Winsock {
    private static final int VERSION_2_2 = 0x0202;

    private final NativeFunction socket;
    private final NativeFunction closesocket;
    private final NativeFunction bind;
    private final NativeFunction connect;
    private final NativeFunction getsockname;
    private final NativeFunction setsockopt;
    private final NativeFunction getsockopt;
    private final NativeFunction ioctlsocket;
    private final NativeFunction control;
    private final NativeFunction poll;
    private final NativeFunction send;
    private final NativeFunction recv;
    private final NativeFunction version;

    /** Looks them up, and starts Winsock, which stays so: the process may have other users of it. */
    DirectWinsock(NativeLibrary sockets, NativeLibrary kernel) {
        socket = sockets.function("WSASocketW");
        closesocket = sockets.function("closesocket");
        bind = sockets.function("bind");
        connect = sockets.function("connect");
        getsockname = sockets.function("getsockname");
        setsockopt = sockets.function("setsockopt");
        getsockopt = sockets.function("getsockopt");
        ioctlsocket = sockets.function("ioctlsocket");
        control = sockets.function("WSAIoctl");
        poll = sockets.function("WSAPoll");
        send = sockets.function("send");
        recv = sockets.function("recv");
        version = kernel.function("RtlGetVersion");
        int error = start(sockets.function("WSAStartup"));
        if (error != 0) {
            throw WinsockError.NAMES.exception("WSAStartup", error);
        }
    }

    private static int start(NativeFunction startup) {
        NativeMemory data = new NativeMemory(Ws2.WSADATA);
        try {
            return (int) startup.call(VERSION_2_2, data.address(0));
        } finally {
            Reference.reachabilityFence(data);
        }
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return (int)
                socket.call(domain, type, protocol, 0, 0, Ws2.WSA_FLAG_OVERLAPPED | Ws2.WSA_FLAG_NO_HANDLE_INHERIT);
    }

    @Override
    public int close(int fd) {
        return (int) closesocket.call(fd);
    }

    @Override
    public int bind(int fd, Pointer address, int length) {
        try {
            return (int) bind.call(fd, address.address(), length);
        } finally {
            Reference.reachabilityFence(address.owner());
        }
    }

    @Override
    public int connect(int fd, Pointer address, int length) {
        try {
            return (int) connect.call(fd, address.address(), length);
        } finally {
            Reference.reachabilityFence(address.owner());
        }
    }

    @Override
    public int getsockname(int fd, Pointer address, Pointer length) {
        return (int) getsockname.call(fd, address.address(), length.address());
    }

    @Override
    public int setsockopt(int fd, int level, int option, Pointer value, int length) {
        try {
            return (int) setsockopt.call(fd, level, option, value.address(), length);
        } finally {
            Reference.reachabilityFence(value.owner());
        }
    }

    @Override
    public int getsockopt(int fd, int level, int option, Pointer value, Pointer length) {
        return (int) getsockopt.call(fd, level, option, value.address(), length.address());
    }

    /** Windows has no such limit. */
    @Override
    public int getrlimit(int resource, Pointer limit) {
        return -1;
    }

    @Override
    public int ioctlsocket(int fd, int command, Pointer argument) {
        return (int) ioctlsocket.call(fd, command, argument.address());
    }

    @Override
    public int control(int fd, int command, Pointer in, int length, Pointer returned) {
        return (int)
                control.call(new long[] {fd, command, in.address(), length, 0, 0, returned.address(), 0, 0, 0, 0, 0});
    }

    @Override
    public int poll(Pointer sockets, int count, int milliseconds) {
        return (int) poll.call(sockets.address(), count, milliseconds);
    }

    @Override
    public int send(int fd, Pointer data, int length) {
        return (int) send.call(fd, data.address(), length, 0);
    }

    @Override
    public int recv(int fd, Pointer data, int length) {
        return (int) recv.call(fd, data.address(), length, 0);
    }

    @Override
    public int rtlGetVersion(Pointer information) {
        return (int) version.call(information.address());
    }
}
