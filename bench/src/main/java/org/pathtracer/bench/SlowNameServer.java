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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A name server on loopback that has a name and an origin for every address, and takes its time. */
final class SlowNameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int QUESTION_TAIL = 4;
    private static final int POINTER_TO_QUESTION = 0xc00c;
    private static final int TXT = 16;
    private static final int FIRST_ASN = 64_500;

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

    /** The question, and one record. */
    private static byte[] answer(byte[] question) {
        List<String> labels = new ArrayList<>();
        int end = HEADER;
        while (question[end] != 0) {
            labels.add(new String(question, end + 1, question[end], StandardCharsets.US_ASCII));
            end += question[end] + 1;
        }
        int type = question[end + 2];
        end += 1 + QUESTION_TAIL;
        byte[] data = type == TXT ? text(labels) : "\4host\4test\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = ByteBuffer.allocate(end + HEADER + data.length);
        answer.put(question, 0, end);
        answer.putShort((short) POINTER_TO_QUESTION).putShort((short) type).putShort((short) 1);
        answer.putInt(300).putShort((short) data.length).put(data);
        // An authoritative answer: one question, one record, nothing else.
        answer.putShort(2, (short) 0x8400)
                .putShort(4, (short) 1)
                .putShort(6, (short) 1)
                .putInt(8, 0);
        return answer.array();
    }

    /** As Team Cymru says it: each address has a system of its own, and each system a name. */
    private static byte[] text(List<String> labels) {
        String first = labels.get(0);
        String text = first.startsWith("AS")
                ? first.substring(2) + " | DE | ripencc | 2012-05-01 | NETWORK, DE"
                : "%d | %s.%s.%s.%s/32 | DE | ripencc | 2012-05-01"
                        .formatted(
                                FIRST_ASN + Integer.parseInt(first),
                                labels.get(3),
                                labels.get(2),
                                labels.get(1),
                                first);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
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
