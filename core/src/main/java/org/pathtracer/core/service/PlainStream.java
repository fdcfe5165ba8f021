// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.pathtracer.core.io.IoLoop;

/** Bytes as they are. */
final class PlainStream implements ByteStream {
    private final IoLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Listener listener;
    private ByteBuffer toSend = ByteBuffer.allocate(0);

    PlainStream(IoLoop loop, SocketChannel channel, SelectionKey key, Listener listener) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.listener = listener;
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        toSend = message;
        proceed();
    }

    @Override
    public void proceed() throws IOException {
        channel.write(toSend);
        if (toSend.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
            return;
        }
        key.interestOps(SelectionKey.OP_READ);
        ByteBuffer buffer = loop.buffer();
        int count = channel.read(buffer);
        while (count > 0 && channel.isOpen()) {
            listener.received(buffer.flip());
            count = channel.isOpen() ? channel.read(buffer.clear()) : 0;
        }
        if (count < 0) {
            listener.ended();
        }
    }
}
