// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.libc.SocketAddress;
import org.pathtracer.nativeposix.libc.SocketCalls;

/** Socket calls with what macOS has otherwise. Used by one thread. */
public final class DarwinCalls extends SocketCalls {
    private final Libc libc = DarwinSystem.libc();

    /** The calls of this system. */
    public DarwinCalls() {
        super(DarwinSystem.sockets());
    }

    /** There are no flags of a socket's type for that. */
    @Override
    public int tryOpen(AddressFamily family, int type, int protocol) {
        int fd = super.tryOpen(family, type, protocol);
        if (fd >= 0
                && (!control(fd, Darwin.F_SETFD, Darwin.FD_CLOEXEC)
                        || !control(fd, Darwin.F_SETFL, Darwin.O_NONBLOCK))) {
            int errno = LoadedLibrary.error();
            close(fd);
            return -errno;
        }
        return fd;
    }

    private boolean control(int fd, int command, int argument) {
        return libc.fcntl(fd, command, argument) >= 0;
    }

    /** Sets an option that both families have under names of their own. */
    public void set(int fd, AddressFamily family, int option, int option6, int value) {
        boolean v6 = family == AddressFamily.IPV6;
        set(fd, v6 ? Posix.IPPROTO_IPV6 : Posix.IPPROTO_IP, v6 ? option6 : option, value);
    }

    @Override
    public void bindToInterface(int fd, AddressFamily family, int index) {
        set(fd, family, Darwin.IP_BOUND_IF, Darwin.IPV6_BOUND_IF, index);
    }

    /**
     * Whether a connection was accepted. A socket whose error is 0 need not be one: XNU gives up some without a word.
     */
    public boolean connected(int fd) {
        scratch.bytes().putInt(0, SocketAddress.MOST);
        return libc.getpeername(fd, scratch.pointer(VALUE_OFFSET), scratch.pointer()) == 0;
    }
}
