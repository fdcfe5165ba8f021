// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on loopback, UDP and TCP on one port, that answers as a test wants it. */
public final class NameServer implements AutoCloseable {
    /** What it says to a question: the bytes of each message, none for silence. */
    public interface Behaviour extends Function<Message, List<byte[]>> {}

    /** Says nothing. */
    public static final Behaviour SILENCE = question -> List.of();

    /** The questions that came, in their order. */
    public final List<Message> overUdp = new CopyOnWriteArrayList<>();

    public final List<Message> overTcp = new CopyOnWriteArrayList<>();

    private final InetSocketAddress address;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private volatile Behaviour udpBehaviour;
    private volatile Behaviour tcpBehaviour;

    private NameServer(Behaviour behaviour) throws IOException {
        udpBehaviour = behaviour;
        tcpBehaviour = behaviour;
        DatagramSocket first = null;
        ServerSocket second = null;
        while (second == null) {
            first = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try {
                second = new ServerSocket(first.getLocalPort(), 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                // Another process has this port for TCP.
                first.close();
            }
        }
        udp = first;
        tcp = second;
        address = (InetSocketAddress) udp.getLocalSocketAddress();
        start(this::serveUdp);
        start(this::serveTcp);
    }

    public static NameServer saying(Behaviour behaviour) {
        try {
            return new NameServer(behaviour);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Over TCP it says something else. */
    public NameServer overTcp(Behaviour behaviour) {
        tcpBehaviour = behaviour;
        return this;
    }

    public void nowSays(Behaviour behaviour) {
        udpBehaviour = behaviour;
        tcpBehaviour = behaviour;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** The records, in zone file form, that are about the name and type asked for; NXDOMAIN without any of the name. */
    public static Behaviour zone(String... records) {
        List<Record> zone = new ArrayList<>();
        for (String record : records) {
            zone.add(record(record));
        }
        return question -> List.of(zoneAnswer(zone, question).toWire());
    }

    private static Message zoneAnswer(List<Record> zone, Message question) {
        Message answer = answer(question);
        Record asked = question.getQuestion();
        boolean known = false;
        for (Record record : zone) {
            if (record.getName().equals(asked.getName())) {
                known = true;
                if (record.getType() == asked.getType()) {
                    answer.addRecord(record, Section.ANSWER);
                }
            }
        }
        answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
        return answer;
    }

    /** "name ttl type data". */
    public static Record record(String line) {
        String[] parts = line.split(" ", 4);
        try {
            return Record.fromString(
                    Name.fromString(parts[0], Name.root),
                    Type.value(parts[2]),
                    DClass.IN,
                    Long.parseLong(parts[1]),
                    parts[3],
                    Name.root);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    /** An answer without records so far. */
    public static Message answer(Message question) {
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        return answer;
    }

    /** An answer with a response code alone. */
    public static Behaviour code(int code) {
        return question -> {
            Message answer = answer(question);
            answer.getHeader().setRcode(code);
            return List.of(answer.toWire());
        };
    }

    private void serveUdp() throws IOException {
        byte[] buffer = new byte[65_535];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            Message question = new Message(Arrays.copyOf(buffer, packet.getLength()));
            overUdp.add(question);
            for (byte[] message : udpBehaviour.apply(question)) {
                udp.send(new DatagramPacket(message, message.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp() throws IOException {
        while (!tcp.isClosed()) {
            Socket connection = tcp.accept();
            start(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            byte[] bytes = new byte[in.readUnsignedShort()];
            in.readFully(bytes);
            Message question = new Message(bytes);
            overTcp.add(question);
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            for (byte[] message : tcpBehaviour.apply(question)) {
                out.writeShort(message.length);
                out.write(message);
            }
            out.flush();
            in.read();
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
                    } catch (IOException | UncheckedIOException e) {
                        // The socket was closed at the end of the test, or the behaviour wants to hang up.
                    }
                },
                "name server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
