// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.io;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/**
 * A datagram and its answer, on a socket of its own: the system chooses a source port at random for each query, and
 * passes on what comes from the server alone (RFC 5452 sections 9.1 and 9.2).
 */
public final class UdpExchange implements Exchange, IoLoop.Handler {
    /** So that a flood at one socket leaves the others their turn. */
    private static final int MESSAGES_PER_TURN = 16;

    private final IoLoop loop;
    private final DatagramChannel channel;
    private final Listener listener;

    private UdpExchange(IoLoop loop, DatagramChannel channel, Listener listener) {
        this.loop = loop;
        this.channel = channel;
        this.listener = listener;
    }

    /** Sends the message; the exchange goes on until it is answered, fails, or is cancelled. */
    public static UdpExchange start(IoLoop loop, InetSocketAddress server, byte[] message, Listener listener)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                server.getAddress() instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
        UdpExchange exchange = new UdpExchange(loop, channel, listener);
        try {
            channel.configureBlocking(false);
            channel.connect(server);
            ByteBuffer bytes = ByteBuffer.wrap(message);
            listener.onSending();
            channel.write(bytes);
            loop.register(channel, SelectionKey.OP_READ, exchange);
            return exchange;
        } catch (IOException e) {
            exchange.cancel();
            throw e;
        }
    }

    /** Sends a message once more, or another one, to the same server. */
    public void send(byte[] message) throws IOException {
        channel.write(ByteBuffer.wrap(message));
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        for (int i = 0; i < MESSAGES_PER_TURN && channel.isOpen(); i++) {
            ByteBuffer buffer = loop.buffer();
            if (channel.read(buffer) < 0 || buffer.position() == 0) {
                return;
            }
            byte[] message = new byte[buffer.flip().remaining()];
            buffer.get(message);
            if (listener.onMessage(message)) {
                cancel();
            }
        }
    }

    @Override
    public void failed(IOException cause) {
        cancel();
        listener.onFailure(cause instanceof PortUnreachableException ? "port unreachable" : Failures.words(cause));
    }

    @Override
    public void cancel() {
        IoLoop.closeQuietly(channel);
    }
}
