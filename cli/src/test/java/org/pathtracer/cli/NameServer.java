// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on loopback with a small zone. */
final class NameServer implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final List<Record> zone = new ArrayList<>();
    private final DatagramSocket socket;

    /** Records as "name ttl type data". */
    NameServer(String... records) {
        try {
            for (String record : records) {
                String[] part = record.split(" ", 4);
                Name name = Name.fromString(part[0], Name.root);
                zone.add(Record.fromString(
                        name, Type.value(part[2]), DClass.IN, Long.parseLong(part[1]), part[3], Name.root));
            }
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    /** For options of the command. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
        }
    }

    private byte[] answer(Message question) {
        Record wanted = question.getQuestion();
        asked.add(wanted.getName().toString(true));
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
        answer.addRecord(wanted, Section.QUESTION);
        for (Record record : zone) {
            if (record.getName().equals(wanted.getName())) {
                answer.getHeader().setRcode(Rcode.NOERROR);
                if (record.getType() == wanted.getType()) {
                    answer.addRecord(record, Section.ANSWER);
                }
            }
        }
        return answer.toWire();
    }

    @Override
    public void close() {
        socket.close();
    }
}
