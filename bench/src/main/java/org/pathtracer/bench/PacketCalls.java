// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.In;

/** The system calls of a packet capture. Public because jnr-ffi implements it from another class loader. */
public interface PacketCalls {
    PacketCalls LIBC = LibraryLoader.create(PacketCalls.class).load("c");
    Runtime RUNTIME = Runtime.getRuntime(LIBC);

    int socket(int domain, int type, int protocol);

    int bind(int fd, @In Pointer address, int length);

    int setsockopt(int fd, int level, int option, @In Pointer value, int length);

    int if_nametoindex(String name);

    long recv(int fd, Pointer buffer, long length, int flags);

    int ioctl(int fd, long request, Pointer argument);

    int close(int fd);
}
