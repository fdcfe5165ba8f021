// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativemacos.libc.Message;
import org.pathtracer.nativeposix.AnswerReader;
import org.pathtracer.nativeposix.Channel;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.loop.PollLoop;

/** A socket that is read whenever something has come. */
final class ReceiveSocket extends Channel {
    /** After so many others have their turn, under a flood too. */
    private static final int MOST_PACKETS = 1024;

    private final int fd;
    private final Message message;
    private final AnswerReader reader;
    private final OpenSockets openSockets;
    private final PollLoop.Watch watch;
    /** When nothing was there that is read later. */
    private long emptyNanos;

    private boolean closed;

    /** Watches a socket and owns it from now on. */
    ReceiveSocket(int fd, Message message, AnswerReader reader, OpenSockets openSockets) {
        this.fd = fd;
        this.message = message;
        this.reader = reader;
        this.openSockets = openSockets;
        emptyNanos = System.nanoTime();
        watch = openSockets.watch(fd, this);
    }

    int fd() {
        return fd;
    }

    /**
     * The poller tells of a packet once, so this goes on until there is none, or asks for another turn. An error that
     * is told instead of a packet is not the end.
     */
    @Override
    protected boolean turn() {
        int errno = 0;
        for (int i = 0; i < MOST_PACKETS && !closed && errno != Errno.EAGAIN; i++) {
            long before = System.nanoTime();
            errno = message.receive(fd);
            if (errno == 0) {
                message.notBefore(emptyNanos);
                openSockets.answer(reader, message);
            } else if (errno == Errno.EAGAIN) {
                emptyNanos = before;
            }
        }
        return !closed && errno == 0;
    }

    @Override
    protected void close() {
        closed = true;
        watch.close();
        openSockets.forget(this);
    }
}
