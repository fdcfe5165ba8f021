// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import org.jspecify.annotations.Nullable;
import org.pathtracer.core.nativecode.Pointer;
import org.pathtracer.nativeposix.libc.SocketLibrary;

/** The calls of libSystem, as they are, with those that macOS has otherwise than Linux. */
public interface Libc extends SocketLibrary {
    long sendto(int fd, Pointer data, long length, int flags, Pointer address, int addressLength);

    long recvmsg(int fd, Pointer message, int flags);

    int getpeername(int fd, Pointer address, Pointer length);

    int fcntl(int fd, int command, int argument);

    int kqueue();

    int kevent(
            int queue,
            @Nullable Pointer changes,
            int changeCount,
            @Nullable Pointer events,
            int eventCount,
            @Nullable Pointer timeout);

    long mach_absolute_time();

    int mach_timebase_info(Pointer timebase);
}
