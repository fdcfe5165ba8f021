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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pathtracer.Protocol;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.result.LimitingHopRecord;

/** What has arrived by the kernel's clock decides, also if the process was stopped before it could read it. */
@InLab(tools = "setpriv")
@SameForAllUsers
class StoppedProcessIT {
    private static final Duration PAUSE = Duration.ofMillis(StoppedProgram.TIMEOUT_MILLIS * 3 / 2);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(3);
    private static final String BLOCK = "10.98.0.0/26";
    private static final long SEED = Long.getLong("pathtracer.seed", 15);

    /** Answers with a datagram: the last hop's answer then comes by another socket than those of the routers. */
    private static final int ECHO_PORT = 7007;

    /** Round trips take so long that the stop falls before, between and after answers. */
    private static final Duration ONE_WAY = Duration.ofMillis(20);

    /** Far longer than the stop itself takes, also on a busy machine: nothing is answered before it. */
    private static final Duration LONG_ONE_WAY = Duration.ofMillis(200);

    /** More than 16 MiB hold of the smallest packets. */
    private static final int FLOOD = 60_000;

    /** The narrow link's MTU, as reported by the router before it. */
    private static final int MTU = 1400;

    private static final int NARROW_LINK = 3;

    /** What probes, and how. */
    enum Kind {
        RAW(false),
        DGRAM(false),
        /** As uid 65534, where there are others than root. */
        USER(true);

        final boolean ordinary;
        final String transport;

        Kind(boolean ordinary) {
            this.ordinary = ordinary;
            transport = ordinary ? "dgram" : name().toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void stoppedWhileAnswersArrive_losesNoHop() throws Exception {
        try (Lab lab = Lab.chain(4).delay(ONE_WAY).open();
                DatagramSocket echo = echo(lab)) {
            List<Operation> operations = new ArrayList<>();
            for (Family family : Family.values()) {
                String target = lab.target(family).getHostAddress();
                for (Protocol protocol : Protocol.values()) {
                    operations.add(new Operation("trace", protocol, 0, target));
                }
                operations.add(new Operation("trace", Protocol.UDP, echo.getLocalPort(), target));
            }
            assertStopsChangeNothing(
                    PAUSE,
                    operations,
                    45,
                    operation -> lab.hops(family(operation)).toString());
        }
    }

    @Test
    void stoppedWhilePingsAreAnswered_losesNone() throws Exception {
        try (Lab lab = Lab.chain(2).delay(ONE_WAY).open()) {
            List<Operation> operations = new ArrayList<>();
            for (Family family : Family.values()) {
                for (Protocol protocol : Protocol.values()) {
                    operations.add(new Operation(
                            "ping", protocol, 0, lab.target(family).getHostAddress()));
                }
            }
            assertStopsChangeNothing(PAUSE, operations, 90, operation -> "5 of 5");
        }
    }

    /** Several waves, of which each may be the one that the stop meets. TCP probes have the size of a SYN. */
    @Test
    void stoppedWhileSizesAreTried_findsTheSameLimit() throws Exception {
        try (Lab lab = Lab.chain(4).mtu(NARROW_LINK, MTU).delay(ONE_WAY).open()) {
            List<Operation> operations = new ArrayList<>();
            for (Family family : Family.values()) {
                for (Protocol protocol : List.of(Protocol.ICMP, Protocol.UDP)) {
                    operations.add(
                            new Operation("mtu", protocol, 0, lab.target(family).getHostAddress()));
                }
            }
            assertStopsChangeNothing(
                    PAUSE,
                    operations,
                    200,
                    operation -> OptionalInt.of(MTU) + " " + PathMtuVerdict.REPORTED + " "
                            + Optional.of(new LimitingHopRecord(
                                    OptionalInt.of(NARROW_LINK),
                                    Optional.of(lab.routerAddress(NARROW_LINK, family(operation))),
                                    0)));
        }
    }

    /** Three timeouts long, while the first, later or last traces of many run, or targets of a streamed ping end. */
    @Test
    void stoppedWhileManyTargetsAreProbed_losesNone() throws Exception {
        int routers = StoppedProgram.BULK_ROUTERS;
        try (Lab lab = Lab.chain(routers).delay(ONE_WAY).open()) {
            lab.answerFor(BLOCK);
            for (int i = 1; i <= routers; i++) {
                InetAddress next = i == routers ? lab.target(Family.V4) : lab.routerAddress(i + 1, Family.V4);
                lab.exec(Lab.router(i), "ip", "route", "replace", BLOCK, "via", next.getHostAddress())
                        .expectSuccess();
            }
            String hops = "[" + lab.hops(Family.V4).subList(0, routers) + " true]";
            List<Operation> operations = new ArrayList<>();
            for (String what : List.of("bulk", "stopset", "streamed")) {
                operations.addAll(Collections.nCopies(3, new Operation(what, Protocol.ICMP, 0, BLOCK)));
            }
            assertStopsChangeNothing(
                    LONG_PAUSE, operations, 300, operation -> operation.what.equals("streamed") ? "186 of 186" : hops);
        }
    }

    private record Operation(String what, Protocol protocol, int port, String target) {
        String line(Kind kind) {
            return String.join(" ", what, kind.transport, protocol.name(), Integer.toString(port), target);
        }
    }

    private static Family family(Operation operation) {
        return operation.target.contains(":") ? Family.V6 : Family.V4;
    }

    /**
     * All kinds at the same time, since most of it is standing still: three processes, each stopped at moments of its
     * own.
     */
    private static void assertStopsChangeNothing(
            Duration pause, List<Operation> operations, int latestMillis, Function<Operation, String> expectation)
            throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<List<String>>> kinds = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                kinds.add(threads.submit(() -> changedByStops(kind, pause, operations, latestMillis, expectation)));
            }
            List<String> changed = new ArrayList<>();
            for (Future<List<String>> kind : kinds) {
                changed.addAll(kind.get());
            }
            assertThat(changed).as("-Dpathtracer.seed=" + SEED).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> changedByStops(
            Kind kind,
            Duration pause,
            List<Operation> operations,
            int latestMillis,
            Function<Operation, String> expectation)
            throws Exception {
        Random random = new Random(SEED + kind.ordinal());
        List<String> changed = new ArrayList<>();
        try (Program program = new Program(kind)) {
            program.pause = pause;
            for (Operation operation : operations) {
                String line = operation.line(kind);
                String expected = expectation.apply(operation);
                // Undisturbed first: classes are loaded, neighbours resolved.
                assertThat(program.run(line, -1)).as(line).isEqualTo(expected);
                assertThat(program.hasNoCapability()).isEqualTo(kind.ordinary);
                long after = random.nextInt(latestMillis * 1000) * 1000L;
                String seen = program.run(line, after);
                if (!seen.equals(expected)) {
                    changed.add(line + ", stopped after " + after + " ns: " + seen);
                }
            }
        }
        return changed;
    }

    @Test
    void stoppedAsSoonAsProbesHaveLeft_losesNoRouter() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Lab lab = Lab.chain(4).delay(ONE_WAY).open();
                Program program = new Program(Kind.RAW)) {
            String line = "trace raw TCP 0 " + lab.target(Family.V4).getHostAddress();
            program.run(line, -1);
            for (int round = 0; round < 5; round++) {
                String seen = program.run(line, (1 + 3 * round) * 1_000_000L);
                if (!seen.equals(lab.hops(Family.V4).toString())) {
                    wrong.add(seen);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Other processes on this host: here senders to a closed port, of whose errors every raw socket gets a copy. */
    @Test
    void foreignPacketsThatFillTheBuffer_areToldAsLostHere() throws Exception {
        try (Lab lab = Lab.chain(2).delay(LONG_ONE_WAY).open();
                Program program = new Program(Kind.RAW)) {
            String line = "trace raw ICMP 0 " + lab.target(Family.V4).getHostAddress();
            assertThat(program.run(line, -1)).isEqualTo(lab.hops(Family.V4).toString());
            assertThat(program.limits).doesNotContain("lost");
            program.run(line, 1_000_000, StoppedProcessIT::flood);
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
        Duration pause = PAUSE;

        Program(Kind kind) throws IOException {
            List<String> java = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    kind.ordinary ? ReadableClassPath.get() : System.getProperty("java.class.path"),
                    StoppedProgram.class.getName());
            process = new ProcessBuilder(kind.ordinary ? Lab.unprivileged(java) : java)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** What it finds, stopped so many nanoseconds after its beginning; not at all if that is negative. */
        String run(String line, long stopAfterNanos) throws IOException, InterruptedException {
            return run(line, stopAfterNanos, () -> {});
        }

        /** The same, with something done while it stands still. */
        String run(String line, long stopAfterNanos, Runnable meanwhile) throws IOException, InterruptedException {
            to.println(line);
            assertThat(from.readLine()).isEqualTo("begins");
            if (stopAfterNanos >= 0) {
                LockSupport.parkNanos(stopAfterNanos);
                signal("STOP");
                meanwhile.run();
                // How long it stands still is what is tested; nothing is waited for.
                long end = System.nanoTime() + pause.toNanos();
                while (System.nanoTime() - end < 0) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
                signal("CONT");
            }
            String addresses = from.readLine();
            limits = from.readLine();
            return addresses;
        }

        boolean hasNoCapability() throws IOException {
            return Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                    .contains("CapEff:\t0000000000000000");
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
