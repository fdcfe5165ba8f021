// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;
import org.jspecify.annotations.Nullable;
import org.pathtracer.nativeposix.libc.SocketLibrary;

/** The C library's calls, as they are, with those that Linux alone has. */
public interface Libc extends SocketLibrary {
    int sendmmsg(int fd, Pointer messages, int count, int flags);

    int recvmmsg(int fd, Pointer messages, int count, int flags, @Nullable Pointer timeout);

    int ppoll(Pointer fds, long count, @Nullable Pointer timeout, @Nullable Pointer signals);

    int eventfd(int initial, int flags);

    @ssize_t
    long read(int fd, Pointer buffer, @size_t long count);

    @ssize_t
    long write(int fd, Pointer buffer, @size_t long count);

    int clock_gettime(int clock, Pointer timespec);
}
