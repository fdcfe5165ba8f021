// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import org.pathtracer.core.nativecode.Pointer;

/**
 * The C library's calls that all systems have, as they are. Memory is passed as pointers into {@link NativeMemory};
 * errors come through {@link LoadedLibrary#error()}, to be read on the same thread straight after the call.
 */
public interface SocketLibrary {
    int socket(int domain, int type, int protocol);

    int close(int fd);

    int bind(int fd, Pointer address, int length);

    int connect(int fd, Pointer address, int length);

    int getsockname(int fd, Pointer address, Pointer length);

    int setsockopt(int fd, int level, int option, Pointer value, int length);

    int getrlimit(int resource, Pointer limit);

    int getsockopt(int fd, int level, int option, Pointer value, Pointer length);
}
