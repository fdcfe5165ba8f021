// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.service.ServiceFailure.Phase;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.ServiceTarget;

/** A check over a TCP connection. */
abstract class StreamRun<R extends ServiceResult> extends CheckRun<R> implements IoLoop.Handler {
    private @Nullable SocketChannel channel;
    private Optional<Duration> connect = Optional.empty();

    StreamRun(IoLoop loop, ServiceTarget target) {
        super(loop, target);
    }

    /** How long the connection took; empty if there is none. */
    final Optional<Duration> connect() {
        return connect;
    }

    @Override
    final void open(InetSocketAddress server) throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        // Else a request behind the end of a handshake waits 40 ms for an acknowledgement, and tells them as the
        // server's.
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        restartPhase();
        try {
            boolean connected = opened.connect(server);
            loop.register(opened, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
        } catch (SocketException e) {
            notConnected(e);
        }
    }

    @Override
    public final void ready(SelectionKey key) throws IOException {
        SocketChannel stream = (SocketChannel) key.channel();
        if (connect.isEmpty()) {
            try {
                stream.finishConnect();
            } catch (SocketException e) {
                notConnected(e);
                return;
            }
            key.interestOps(0);
            connect = Optional.of(next(Phase.TLS));
            connected(stream, key);
        } else {
            proceed();
        }
    }

    /**
     * A handshake that the server refuses has an error of its own (RFC 9293 section 3.10.7.3). A reset, and the broken
     * pipe of a reset behind an end, belong to a connection: the server had accepted it before this thread had its
     * turn.
     */
    private void notConnected(SocketException cause) throws SocketException {
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (!words.contains("reset") && !words.contains("broken pipe")) {
            throw cause;
        }
        connect = Optional.of(next(Phase.TLS));
        gone(cause);
    }

    /** The connection was there, and was reset at once. */
    void gone(IOException cause) {
        fail(cause);
    }

    /** The connection is there; nothing is awaited from it yet. */
    abstract void connected(SocketChannel stream, SelectionKey key) throws IOException;

    /** Something that is awaited can be done. */
    abstract void proceed() throws IOException;

    @Override
    public final void failed(IOException cause) {
        fail(cause);
    }

    @Override
    final void release() {
        if (channel != null) {
            IoLoop.closeQuietly(channel);
        }
        released();
    }

    void released() {}
}
