// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.Variadic;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;
import org.jspecify.annotations.Nullable;
import org.pathtracer.nativeposix.libc.SocketLibrary;

/** The calls of libSystem, as they are, with those that macOS has otherwise than Linux. */
public interface Libc extends SocketLibrary {
    @ssize_t
    long sendto(int fd, Pointer data, @size_t long length, int flags, Pointer address, int addressLength);

    @ssize_t
    long recvmsg(int fd, Pointer message, int flags);

    int getpeername(int fd, Pointer address, Pointer length);

    /** On arm64 arguments behind the dots go by the stack. */
    @Variadic(fixedCount = 2)
    int fcntl(int fd, int command, int argument);

    int kqueue();

    int kevent(
            int queue,
            @Nullable Pointer changes,
            int changeCount,
            @Nullable Pointer events,
            int eventCount,
            @Nullable Pointer timeout);

    @IgnoreError
    long mach_absolute_time();

    @IgnoreError
    int mach_timebase_info(Pointer timebase);
}
