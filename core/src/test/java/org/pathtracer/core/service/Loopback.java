// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Servers on loopback that say what a test wants. */
public final class Loopback {
    private Loopback() {}

    /** Answers each datagram with some. */
    public static DatagramSocket datagrams(Function<byte[], List<byte[]>> behaviour) {
        try {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            start(() -> {
                while (!socket.isClosed()) {
                    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                    socket.receive(packet);
                    for (byte[] answer : behaviour.apply(Arrays.copyOf(packet.getData(), packet.getLength()))) {
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    }
                }
            });
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to do with a connection. */
    interface Conversation {
        void with(Socket client) throws IOException;
    }

    /** Talks with one client after the other. */
    static ServerSocket stream(Conversation conversation) {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            start(() -> {
                while (!server.isClosed()) {
                    try (Socket client = server.accept()) {
                        conversation.with(client);
                    }
                }
            });
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Closed.
                    }
                },
                "loopback server");
        thread.setDaemon(true);
        thread.start();
    }
}
