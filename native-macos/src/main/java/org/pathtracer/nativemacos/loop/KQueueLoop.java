// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.loop;

import io.netty.channel.IoRegistration;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandle;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueIoOps;
import org.pathtracer.nativemacos.libc.Darwin;
import org.pathtracer.nativemacos.libc.DarwinSystem;
import org.pathtracer.nativeposix.loop.NettyLoop;
import org.pathtracer.nativeposix.loop.NettyWatch;

/** Netty's kqueue as poller. */
final class KQueueLoop extends NettyLoop {
    KQueueLoop(String threadName) {
        super(threadName, KQueueIoHandler.newFactory());
    }

    static boolean available() {
        try {
            return NettyLoop.canLoad() && KQueue.isAvailable();
        } catch (LinkageError e) {
            return false;
        }
    }

    @Override
    public Watch watch(int fd, Runnable onReady) {
        Handle handle = new Handle(fd, onReady);
        handle.begin(loop);
        return handle;
    }

    private static final class Handle extends NettyWatch implements KQueueIoHandle {
        private final int fd;
        private boolean writable;
        private boolean closed;

        Handle(int fd, Runnable onReady) {
            super(onReady);
            this.fd = fd;
        }

        @Override
        public int ident() {
            return fd;
        }

        @Override
        protected void await(IoRegistration registered, boolean alsoWritable) {
            registered.submit(ops(Darwin.EVFILT_READ, Darwin.EV_ADD | Darwin.EV_CLEAR));
            if (alsoWritable != writable) {
                writable = alsoWritable;
                registered.submit(
                        ops(Darwin.EVFILT_WRITE, writable ? Darwin.EV_ADD | Darwin.EV_CLEAR : Darwin.EV_DELETE));
            }
        }

        private static KQueueIoOps ops(int filter, int flags) {
            return KQueueIoOps.newOps((short) filter, (short) flags, 0);
        }

        @Override
        protected void closeDescriptor() {
            if (!closed) {
                closed = true;
                DarwinSystem.libc().close(fd);
            }
        }
    }
}
