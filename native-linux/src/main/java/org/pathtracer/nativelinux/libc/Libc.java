// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;
import org.jspecify.annotations.Nullable;

/**
 * The C library's calls, as they are. Memory is passed as pointers into {@link NativeMemory}; errors come through
 * {@link LinuxSystem#error()}, to be read on the same thread straight after the call.
 */
public interface Libc {
    int socket(int domain, int type, int protocol);

    @IgnoreError
    int close(int fd);

    int bind(int fd, Pointer address, int length);

    int connect(int fd, Pointer address, int length);

    int getsockname(int fd, Pointer address, Pointer length);

    int setsockopt(int fd, int level, int option, Pointer value, int length);

    int getsockopt(int fd, int level, int option, Pointer value, Pointer length);

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
