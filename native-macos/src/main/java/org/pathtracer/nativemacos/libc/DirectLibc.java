// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.Pointer;
import org.pathtracer.nativeposix.libc.DirectSockets;

/** libSystem, by a linker. */
final class DirectLibc extends DirectSockets implements Libc {
    private static final int BEFORE_THE_DOTS = 2;

    private final NativeFunction sendto;
    private final NativeFunction recvmsg;
    private final NativeFunction getpeername;
    private final NativeFunction fcntl;
    private final NativeFunction kqueue;
    private final NativeFunction kevent;
    private final NativeFunction machAbsoluteTime;
    private final NativeFunction machTimebaseInfo;

    DirectLibc(NativeLibrary library) {
        super(library);
        sendto = library.function("sendto");
        recvmsg = library.function("recvmsg");
        getpeername = library.function("getpeername");
        // On arm64 arguments behind the dots go by the stack.
        fcntl = library.variadic("fcntl", BEFORE_THE_DOTS);
        kqueue = library.function("kqueue");
        kevent = library.function("kevent");
        machAbsoluteTime = library.function("mach_absolute_time");
        machTimebaseInfo = library.function("mach_timebase_info");
    }

    @Override
    public long sendto(int fd, Pointer data, long length, int flags, Pointer address, int addressLength) {
        return sendto.call(fd, data.address(), length, flags, address.address(), addressLength);
    }

    @Override
    public long recvmsg(int fd, Pointer message, int flags) {
        return recvmsg.call(fd, message.address(), flags);
    }

    @Override
    public int getpeername(int fd, Pointer address, Pointer length) {
        return (int) getpeername.call(fd, address.address(), length.address());
    }

    @Override
    public int fcntl(int fd, int command, int argument) {
        return (int) fcntl.call(fd, command, argument);
    }

    @Override
    public int kqueue() {
        return (int) kqueue.call();
    }

    @Override
    public int kevent(
            int queue,
            @Nullable Pointer changes,
            int changeCount,
            @Nullable Pointer events,
            int eventCount,
            @Nullable Pointer timeout) {
        try {
            return (int) kevent.call(
                    queue,
                    Pointer.addressOf(changes),
                    changeCount,
                    Pointer.addressOf(events),
                    eventCount,
                    Pointer.addressOf(timeout));
        } finally {
            Reference.reachabilityFence(changes);
        }
    }

    @Override
    public long mach_absolute_time() {
        return machAbsoluteTime.call();
    }

    @Override
    public int mach_timebase_info(Pointer timebase) {
        return (int) machTimebaseInfo.call(timebase.address());
    }
}
