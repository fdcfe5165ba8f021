// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import org.jspecify.annotations.Nullable;
import org.pathtracer.core.nativecode.Pointer;
import org.pathtracer.nativeposix.libc.SocketLibrary;

/** The C library's calls, as they are, with those that Linux alone has. */
public interface Libc extends SocketLibrary {
    int sendmmsg(int fd, Pointer messages, int count, int flags);

    int recvmmsg(int fd, Pointer messages, int count, int flags, @Nullable Pointer timeout);

    int ppoll(Pointer fds, long count, @Nullable Pointer timeout, @Nullable Pointer signals);

    int eventfd(int initial, int flags);

    long read(int fd, Pointer buffer, long count);

    long write(int fd, Pointer buffer, long count);

    int clock_gettime(int clock, Pointer timespec);
}
