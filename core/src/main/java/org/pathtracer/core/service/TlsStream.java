// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.pathtracer.core.io.IoLoop;

/**
 * TLS over a connection that never blocks: moves bytes between the socket and the JDK's engine. On the loop's thread.
 */
final class TlsStream implements ByteStream {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Its user. */
    interface Listener extends ByteStream.Listener {
        /** The handshake is over. */
        void secured() throws IOException;
    }

    private final IoLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final SSLEngine engine;
    private final Executor executor;
    private final Listener listener;
    private final ByteBuffer in;
    private final ByteBuffer out;
    private final ByteBuffer plain;
    private ByteBuffer toSend = NOTHING;
    private boolean secured;
    private boolean waiting;
    private long waitingSince;
    private long waited;
    private boolean busy;

    TlsStream(
            IoLoop loop,
            SocketChannel channel,
            SelectionKey key,
            SSLEngine engine,
            Executor executor,
            Listener listener)
            throws SSLException {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.engine = engine;
        this.executor = executor;
        this.listener = listener;
        // A record of the largest size fits, whatever is agreed upon later.
        in = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
        out = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize()).limit(0);
        plain = ByteBuffer.allocate(2 * engine.getSession().getApplicationBufferSize());
        engine.beginHandshake();
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        toSend = message;
        proceed();
    }

    /**
     * How long the handshake waited for the network and the server. What this host computes beside is not in it: in a
     * young JVM that is ten times what the network takes.
     */
    Duration waited() {
        return Duration.ofNanos(waited);
    }

    private void await() {
        if (!waiting) {
            waiting = true;
            waitingSince = loop.now();
        }
    }

    @Override
    public void proceed() throws IOException {
        boolean going = !busy;
        while (going && channel.isOpen()) {
            going = flushed() && step();
        }
    }

    /** Whether all that the engine made is on its way. */
    private boolean flushed() throws IOException {
        if (secured && out.hasRemaining()) {
            listener.sending();
        }
        // Taken before: on a busy host the system lets the server answer before this thread has its turn again.
        long before = loop.now();
        if (channel.write(out) > 0) {
            waiting = true;
            waitingSince = before;
        }
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : 0);
        if (out.hasRemaining()) {
            await();
        }
        return !out.hasRemaining();
    }

    /** Whether there may be more to do at once. */
    private boolean step() throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> delegate();
            case NEED_WRAP -> wrap(NOTHING);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
            case FINISHED, NOT_HANDSHAKING -> transfer();
        };
    }

    private boolean transfer() throws IOException {
        if (!secured) {
            secured = true;
            listener.secured();
            return true;
        }
        return toSend.hasRemaining() ? wrap(toSend) : unwrap();
    }

    /** Judging certificates takes long, and reads files. */
    private boolean delegate() {
        Runnable task = engine.getDelegatedTask();
        if (task == null) {
            return true;
        }
        busy = true;
        executor.execute(() -> {
            task.run();
            resume();
        });
        return false;
    }

    private void resume() {
        try {
            loop.execute(() -> {
                busy = false;
                try {
                    proceed();
                } catch (IOException e) {
                    listener.broken(e);
                }
            });
        } catch (RejectedExecutionException e) {
            // The loop is closed, and has failed all that waited.
        }
    }

    private boolean wrap(ByteBuffer from) throws IOException {
        out.clear();
        SSLEngineResult result = engine.wrap(from, out);
        out.flip();
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && !out.hasRemaining()) {
            throw new EOFException("the server closed the connection");
        }
        return true;
    }

    private boolean unwrap() throws IOException {
        in.flip();
        plain.clear();
        SSLEngineResult result = engine.unwrap(in, plain);
        in.compact();
        plain.flip();
        if (plain.hasRemaining()) {
            listener.received(plain);
        }
        return switch (result.getStatus()) {
            case OK -> true;
            case CLOSED -> ended();
            case BUFFER_UNDERFLOW -> read();
            case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS allows");
        };
    }

    private boolean read() throws IOException {
        int count = channel.read(in);
        if (count > 0 && waiting) {
            waiting = false;
            long end = loop.arrived() >= waitingSince ? loop.arrived() : loop.now();
            waited += end - waitingSince;
        }
        if (count < 0) {
            return ended();
        } else if (count == 0 && channel.isOpen()) {
            key.interestOps(SelectionKey.OP_READ);
            await();
        }
        return count > 0;
    }

    private boolean ended() throws IOException {
        if (!secured) {
            throw new EOFException("the server closed the connection within the handshake");
        }
        listener.ended();
        return false;
    }
}
