// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.In;
import org.jspecify.annotations.Nullable;

/** The few system calls that Java doesn't have. Constants as in the Linux headers, the same on x86 and ARM. */
final class Libc {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CLOEXEC = 0x80000;
    static final int CLONE_NEWNET = 0x40000000;

    static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");
    static final Runtime RUNTIME = Runtime.getRuntime(CALLS);

    private Libc() {}

    /** Public because jnr-ffi implements it from another class loader. */
    public interface Calls {
        int open(String path, int flags);

        int close(int fd);

        int setns(int fd, int type);

        int if_nametoindex(String name);

        int socket(int domain, int type, int protocol);

        int bind(int fd, @In Pointer address, int length);

        int setsockopt(int fd, int level, int option, @In Pointer value, int length);

        long recv(int fd, Pointer buffer, long length, int flags);

        long send(int fd, @In Pointer buffer, long length, int flags);

        int ioctl(int fd, long request, @In Pointer argument);

        int ppoll(Pointer fds, long count, @In Pointer timeout, @Nullable Pointer mask);
    }

    /** The result of a call that says -1 when it fails. */
    static int check(String call, int result) {
        if (result < 0) {
            throw new LabException(call + ": errno " + errno());
        }
        return result;
    }

    static int errno() {
        return RUNTIME.getLastError();
    }
}
