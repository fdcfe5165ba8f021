// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun.linux;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;
import org.jspecify.annotations.Nullable;

/**
 * The C library's calls, as they are. Public because jnr-ffi implements it from another class loader. Errors come
 * through {@link Linux#error()}, to be read on the same thread straight after the call.
 */
public interface Libc {
    int open(String path, int flags);

    @IgnoreError
    int close(int fd);

    int ioctl(int fd, long request, Pointer argument);

    int if_nametoindex(String name);

    int socket(int domain, int type, int protocol);

    @ssize_t
    long send(int fd, Pointer buffer, @size_t long count, int flags);

    @ssize_t
    long recv(int fd, Pointer buffer, @size_t long count, int flags);

    @ssize_t
    long read(int fd, Pointer buffer, @size_t long count);

    @ssize_t
    long write(int fd, Pointer buffer, @size_t long count);

    int eventfd(int initial, int flags);

    int ppoll(Pointer fds, long count, @Nullable Pointer timeout, @Nullable Pointer signals);

    int prctl(int option, long value, long unused3, long unused4, long unused5);
}
