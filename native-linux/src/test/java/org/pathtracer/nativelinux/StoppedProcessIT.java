// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.Protocol;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;

/** What has arrived by the kernel's clock decides, also if the process was stopped before it could read it. */
@InLab
class StoppedProcessIT {
    private static final Duration PAUSE = Duration.ofMillis(StoppedProgram.TIMEOUT_MILLIS * 3 / 2);
    private static final long SEED = Long.getLong("pathtracer.seed", 15);

    /** Answers with a datagram: the last hop's answer then comes by another socket than those of the routers. */
    private static final int ECHO_PORT = 7007;

    /** Round trips take so long that the stop falls before, between and after answers. */
    private static final Duration ONE_WAY = Duration.ofMillis(20);

    /** More than 16 MiB hold of the smallest packets. */
    private static final int FLOOD = 60_000;

    @ParameterizedTest
    @ValueSource(strings = {"raw", "dgram"})
    void stoppedWhileAnswersArrive_losesNoHop(String kind) throws Exception {
        Random random = new Random(SEED);
        List<String> wrong = new ArrayList<>();
        try (Lab lab = Lab.chain(4).delay(ONE_WAY).open();
                DatagramSocket echo = echo(lab);
                Program program = new Program()) {
            for (Protocol protocol : Protocol.values()) {
                for (Family family : Family.values()) {
                    for (int port : protocol == Protocol.UDP ? new int[] {0, echo.getLocalPort()} : new int[] {0}) {
                        String line = kind + " " + protocol + " " + port + " "
                                + lab.target(family).getHostAddress();
                        String expected = lab.hops(family).toString();
                        // Undisturbed first: classes are loaded, neighbours resolved.
                        assertThat(program.trace(line, -1)).as(line).isEqualTo(expected);
                        long after = random.nextInt(45_000) * 1000L;
                        String seen = program.trace(line, after);
                        if (!seen.equals(expected)) {
                            wrong.add(line + ", stopped after " + after + " ns: " + seen);
                        }
                    }
                }
            }
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
    }

    @Test
    void stoppedAsSoonAsProbesHaveLeft_losesNoRouter() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Lab lab = Lab.chain(4).delay(ONE_WAY).open();
                Program program = new Program()) {
            String line = "raw TCP 0 " + lab.target(Family.V4).getHostAddress();
            program.trace(line, -1);
            for (int round = 0; round < 5; round++) {
                String seen = program.trace(line, (1 + 3 * round) * 1_000_000L);
                if (!seen.equals(lab.hops(Family.V4).toString())) {
                    wrong.add(seen);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Whoever else is on this host: here senders to a closed port, of whose errors every raw socket gets a copy. */
    @Test
    void foreignPacketsThatFillTheBuffer_areToldAsLostHere() throws Exception {
        try (Lab lab = Lab.chain(2).delay(ONE_WAY).open();
                Program program = new Program()) {
            String line = "raw ICMP 0 " + lab.target(Family.V4).getHostAddress();
            assertThat(program.trace(line, -1)).isEqualTo(lab.hops(Family.V4).toString());
            assertThat(program.limits).doesNotContain("lost");
            program.trace(line, 1_000_000, StoppedProcessIT::flood);
            assertThat(program.limits).contains("this host lost").doesNotEndWith(" 0");
        }
    }

    private static void flood() {
        try (DatagramSocket socket = new DatagramSocket()) {
            DatagramPacket packet = new DatagramPacket(new byte[8], 8, InetAddress.getLoopbackAddress(), 9);
            for (int i = 0; i < FLOOD; i++) {
                socket.send(packet);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static DatagramSocket echo(Lab lab) throws Exception {
        return lab.in(Lab.TARGET, () -> {
            DatagramSocket socket = new DatagramSocket(ECHO_PORT);
            Thread thread = new Thread(() -> answer(socket), "udp-echo");
            thread.setDaemon(true);
            thread.start();
            return socket;
        });
    }

    private static void answer(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (!socket.isClosed()) {
                packet.setLength(2048);
                socket.receive(packet);
                socket.send(packet);
            }
        } catch (IOException e) {
            // Closed with the lab.
        }
    }

    /** A JVM of its own in the client's place. */
    private static final class Program implements AutoCloseable {
        private final Process process;
        private final PrintStream to;
        private final BufferedReader from;
        String limits = "";

        Program() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StoppedProgram.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** What it finds, stopped so many nanoseconds after its beginning; not at all if that is negative. */
        String trace(String line, long stopAfterNanos) throws IOException, InterruptedException {
            return trace(line, stopAfterNanos, () -> {});
        }

        /** The same, with something done while it stands still. */
        String trace(String line, long stopAfterNanos, Runnable meanwhile) throws IOException, InterruptedException {
            to.println(line);
            assertThat(from.readLine()).isEqualTo("begins");
            if (stopAfterNanos >= 0) {
                LockSupport.parkNanos(stopAfterNanos);
                signal("STOP");
                meanwhile.run();
                // How long it stands still is what is tested; nothing is waited for.
                long end = System.nanoTime() + PAUSE.toNanos();
                while (System.nanoTime() - end < 0) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
                signal("CONT");
            }
            String addresses = from.readLine();
            limits = from.readLine();
            return addresses;
        }

        private void signal(String name) throws IOException, InterruptedException {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
