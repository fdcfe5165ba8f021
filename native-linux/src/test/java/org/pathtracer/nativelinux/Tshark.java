// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** A running tshark that sees what leaves by a device. Datagrams of our own, which it sees too, divide the time. */
final class Tshark implements AutoCloseable {
    private static final int MARK_PORT = 9;

    private final Process process;
    private final BufferedReader lines;
    private final InetAddress neighbour;

    private Tshark(Process process, InetAddress neighbour) {
        this.process = process;
        this.neighbour = neighbour;
        lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /** One that sees packets from now on. */
    static Tshark at(String device, Lab lab) throws IOException {
        String own = "src host " + lab.client(Family.V4).getHostAddress() + " or src host "
                + lab.client(Family.V6).getHostAddress();
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--", "tshark", "-l", "-n"));
        command.addAll(List.of("-i", device, "-f", "(" + own + ") and not arp", "-T", "fields", "-E", "occurrence=f"));
        for (String layer : List.of("ip.check_checksum", "udp.check_checksum", "tcp.check_checksum")) {
            command.addAll(List.of("-o", layer + ":TRUE"));
        }
        Packet.FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Process process = new ProcessBuilder(command).start();
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line == null || !line.startsWith("Capturing on"); line = said.readLine()) {
            if (line == null) {
                throw new AssertionError("tshark: " + all);
            }
            all.append(line).append('\n');
        }
        Tshark tshark = new Tshark(process, lab.routerAddress(1, Family.V4));
        tshark.awaitSight();
        return tshark;
    }

    /** It says that it captures a little before it does. */
    private void awaitSight() throws IOException {
        while (!lines.ready() && process.isAlive()) {
            mark();
            LockSupport.parkNanos(20_000_000);
        }
        packetsToMark();
    }

    /** All that left since the last mark; neighbour discovery aside. */
    List<Packet> packetsToMark() throws IOException {
        int source = mark();
        List<Packet> packets = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Packet packet = Packet.of(line);
            if (packet.ports().equals(source + " " + MARK_PORT)) {
                return packets;
            }
            if (!packet.isNeighbourDiscovery() && !packet.ports().endsWith(" " + MARK_PORT)) {
                packets.add(packet);
            }
        }
        throw new AssertionError("tshark ended");
    }

    private int mark() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1], 1, neighbour, MARK_PORT));
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
