// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A PostgreSQL server of the system's own programs, with an empty folder. */
final class TestPostgres {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path folder;
    private final Process server;
    private final int port;

    private TestPostgres(Path folder, Process server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    static TestPostgres start() throws IOException, InterruptedException {
        Path programs = programs().orElseThrow(TestPostgres::missing);
        Path folder = Files.createTempDirectory("pathtracer-postgres");
        if (isRoot()) {
            run(List.of("chown", "nobody", folder.toString()));
        }
        Path data = folder.resolve("data");
        run(unprivileged(
                programs.resolve("initdb").toString(),
                "--no-sync",
                "-A",
                "trust",
                "-U",
                "test",
                "-D",
                data.toString()));
        int port = freePort();
        Process server = new ProcessBuilder(unprivileged(
                        programs.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=" + folder,
                        "-c",
                        "fsync=off"))
                .redirectErrorStream(true)
                .start();
        awaitReady(server);
        return new TestPostgres(folder, server, port);
    }

    private static void awaitReady(Process server) throws IOException {
        BufferedReader lines = server.inputReader();
        List<String> all = new ArrayList<>();
        String line = lines.readLine();
        while (line != null && !line.contains("ready to accept connections")) {
            all.add(line);
            line = lines.readLine();
        }
        if (line == null) {
            throw new AssertionFailedError("PostgreSQL does not start: " + all);
        }
        // What is not read any more must not fill the pipe.
        Thread rest = new Thread(() -> readToTheEnd(lines), "postgres-output");
        rest.setDaemon(true);
        rest.start();
    }

    private static void readToTheEnd(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // nothing to learn from it
            }
        } catch (IOException e) {
            // the server has ended
        }
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static RuntimeException missing() {
        String reason = "needs PostgreSQL's programs: apt-get install postgresql";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionFailedError(reason);
        }
        return new TestAbortedException(reason);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The server refuses to run as root. */
    private static List<String> unprivileged(String... command) {
        List<String> line = new ArrayList<>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        line.addAll(List.of(command));
        return line;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionFailedError(command + " failed: " + output);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=test".formatted(port);
    }

    void stop() throws IOException, InterruptedException {
        server.destroy();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
