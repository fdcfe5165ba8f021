// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.core.nativecode.Pointer;
import org.pathtracer.nativeposix.libc.DirectSockets;

/** The C library of this process, by a linker. */
final class DirectLibc extends DirectSockets implements Libc {
    private final NativeFunction sendmmsg;
    private final NativeFunction recvmmsg;
    private final NativeFunction ppoll;
    private final NativeFunction eventfd;
    private final NativeFunction read;
    private final NativeFunction write;
    private final NativeFunction clockGettime;

    DirectLibc() {
        this(NativeLinkers.linker().open(""));
    }

    /** With another library, whose symbols a test looks at. */
    DirectLibc(NativeLibrary library) {
        super(library);
        sendmmsg = library.function("sendmmsg");
        recvmmsg = library.function("recvmmsg");
        ppoll = library.function("ppoll");
        eventfd = library.function("eventfd");
        read = library.function("read");
        write = library.function("write");
        clockGettime = library.function("clock_gettime");
    }

    @Override
    public int sendmmsg(int fd, Pointer messages, int count, int flags) {
        return (int) sendmmsg.call(fd, messages.address(), count, flags);
    }

    @Override
    public int recvmmsg(int fd, Pointer messages, int count, int flags, @Nullable Pointer timeout) {
        return (int) recvmmsg.call(fd, messages.address(), count, flags, Pointer.addressOf(timeout));
    }

    @Override
    public int ppoll(Pointer fds, long count, @Nullable Pointer timeout, @Nullable Pointer signals) {
        return (int) ppoll.call(fds.address(), count, Pointer.addressOf(timeout), Pointer.addressOf(signals));
    }

    @Override
    public int eventfd(int initial, int flags) {
        return (int) eventfd.call(initial, flags);
    }

    @Override
    public long read(int fd, Pointer buffer, long count) {
        return read.call(fd, buffer.address(), count);
    }

    @Override
    public long write(int fd, Pointer buffer, long count) {
        try {
            return write.call(fd, buffer.address(), count);
        } finally {
            Reference.reachabilityFence(buffer.owner());
        }
    }

    @Override
    public int clock_gettime(int clock, Pointer timespec) {
        return (int) clockGettime.call(clock, timespec.address());
    }
}
