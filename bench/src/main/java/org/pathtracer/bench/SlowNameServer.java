// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A name server on loopback that has a name for every address, and takes its time. */
final class SlowNameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int QUESTION_TAIL = 4;
    private static final int POINTER_TO_QUESTION = 0xc00c;
    private static final int PTR = 12;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Duration delay;

    SlowNameServer(Duration delay) throws IOException {
        this.delay = delay;
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                byte[] answer = answer(packet.getData());
                SocketAddress client = packet.getSocketAddress();
                timer.schedule(() -> send(answer, client), delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** The question, and one PTR record. */
    private static byte[] answer(byte[] question) {
        int end = HEADER;
        while (question[end] != 0) {
            end += question[end] + 1;
        }
        end += 1 + QUESTION_TAIL;
        byte[] name = "\4host\4test\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = ByteBuffer.allocate(end + HEADER + name.length);
        answer.put(question, 0, end);
        answer.putShort((short) POINTER_TO_QUESTION).putShort((short) PTR).putShort((short) 1);
        answer.putInt(300).putShort((short) name.length).put(name);
        // An authoritative answer: one question, one record, nothing else.
        answer.putShort(2, (short) 0x8400)
                .putShort(4, (short) 1)
                .putShort(6, (short) 1)
                .putInt(8, 0);
        return answer.array();
    }

    private void send(byte[] answer, SocketAddress client) {
        try {
            socket.send(new DatagramPacket(answer, answer.length, client));
        } catch (IOException e) {
            // The client is gone.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        socket.close();
    }
}
