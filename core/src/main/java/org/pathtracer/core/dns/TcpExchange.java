// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.pathtracer.core.io.Exchange;
import org.pathtracer.core.io.Failures;
import org.pathtracer.core.io.IoLoop;

/** A message and its answer over a connection of its own, each behind its length in two bytes (RFC 7766 section 8). */
final class TcpExchange implements Exchange, IoLoop.Handler {
    private static final int LENGTH_BYTES = 2;

    private final SocketChannel channel;
    private final Listener listener;
    private final ByteBuffer out;
    private ByteBuffer in = ByteBuffer.allocate(LENGTH_BYTES);
    private boolean lengthKnown;

    private TcpExchange(SocketChannel channel, byte[] message, Listener listener) {
        this.channel = channel;
        this.listener = listener;
        out = ByteBuffer.allocate(LENGTH_BYTES + message.length)
                .putShort((short) message.length)
                .put(message)
                .flip();
    }

    static Exchange start(IoLoop loop, InetSocketAddress server, byte[] message, Listener listener) throws IOException {
        TcpExchange exchange = new TcpExchange(SocketChannel.open(), message, listener);
        try {
            exchange.channel.configureBlocking(false);
            listener.onSending();
            boolean connected = exchange.channel.connect(server);
            loop.register(exchange.channel, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, exchange);
            return exchange;
        } catch (IOException e) {
            exchange.cancel();
            throw e;
        }
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_WRITE);
        } else if (key.isWritable()) {
            channel.write(out);
            if (!out.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        } else if (key.isReadable()) {
            read();
        }
    }

    private void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        if (in.hasRemaining()) {
            return;
        }
        in.flip();
        if (lengthKnown) {
            cancel();
            if (!listener.onMessage(in.array())) {
                listener.onFailure("the answer belongs to another question");
            }
        } else {
            lengthKnown = true;
            in = ByteBuffer.allocate(Short.toUnsignedInt(in.getShort()));
            if (in.capacity() == 0) {
                throw new EOFException("an empty answer");
            }
        }
    }

    @Override
    public void failed(IOException cause) {
        cancel();
        listener.onFailure("TCP: " + Failures.words(cause));
    }

    @Override
    public void cancel() {
        IoLoop.closeQuietly(channel);
    }
}
