// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another program that traces, as a process. */
record Peer(String name, List<String> command) {
    private static final int LIMIT_SECONDS = 60;

    Peer {
        command = List.copyOf(command);
    }

    /** Three probes a hop, as ours; the rest is its default. */
    static Peer traceroute(String target) {
        return new Peer("traceroute", List.of("traceroute", "-n", "-I", "-q", "3", target));
    }

    /** Three rounds, as fast as it goes; by default it pauses a second after each. */
    static Peer mtr(String target) {
        return new Peer("mtr", List.of("mtr", "-n", "-r", "-c", "3", "-i", "0.01", "-G", "0.05", "-Z", "1", target));
    }

    /** At its highest rate, since the default of 20 packets a second is for sweeps of the Internet. */
    static Peer scamper(String target) {
        return new Peer("scamper", List.of("scamper", "-p", "10000", "-I", "trace -P icmp-paris -q 3 -w 1 " + target));
    }

    boolean installed() {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command.get(0))));
    }

    /** This, if it is there. */
    Optional<Peer> ifInstalled() {
        return Optional.of(this).filter(Peer::installed);
    }

    Process start() throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** To its end; a peer that fails would look fast. */
    void run() throws IOException, InterruptedException {
        finish(start());
    }

    void finish(Process process) throws InterruptedException {
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + (ended ? ": status " + process.exitValue() : ": does not end"));
        }
    }
}
