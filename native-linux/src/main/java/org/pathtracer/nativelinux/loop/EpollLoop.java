// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.loop;

import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.pathtracer.nativeposix.loop.NettyLoop;
import org.pathtracer.nativeposix.loop.NettyWatch;

/** Netty's epoll as poller. */
final class EpollLoop extends NettyLoop {
    EpollLoop(String threadName) {
        super(threadName, EpollIoHandler.newFactory());
    }

    static boolean available() {
        try {
            return NettyLoop.canLoad() && Epoll.isAvailable();
        } catch (LinkageError e) {
            return false;
        }
    }

    @Override
    public Watch watch(int fd, Runnable onReady) {
        Handle handle = new Handle(new FileDescriptor(fd), onReady);
        handle.begin(loop);
        return handle;
    }

    private static final class Handle extends NettyWatch implements EpollIoHandle {
        /** In here, since it can't be initialized where epoll can't load. */
        private static final EpollIoOps READABLE = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLERR);

        private final FileDescriptor fd;

        Handle(FileDescriptor fd, Runnable onReady) {
            super(onReady);
            this.fd = fd;
        }

        @Override
        public FileDescriptor fd() {
            return fd;
        }

        @Override
        protected void await(IoRegistration registered, boolean writable) {
            registered.submit(writable ? READABLE.with(EpollIoOps.EPOLLOUT) : READABLE);
        }

        @Override
        protected void closeDescriptor() {
            try {
                fd.close();
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "Closing a socket failed", e);
            }
        }
    }
}
