// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one command to its end, for two minutes at most, in the network namespace of the calling thread. */
public final class Command {
    /** Only what hangs takes so long: a Java for another processor, emulated on a busy machine, takes a minute. */
    private static final long LIMIT_SECONDS = 120;

    private Command() {}

    /**
     * Runs it without input.
     *
     * @throws LabException if it can't be started, or doesn't end in time; any exit code is a result
     */
    public static CommandResult run(String... command) {
        return run(List.of(command), "");
    }

    static CommandResult run(List<String> command, String stdin) {
        try {
            // Files take whatever a command writes, without a thread that reads along.
            Path stdout = Files.createTempFile("lab", ".out");
            Path stderr = Files.createTempFile("lab", ".err");
            try {
                int exitCode = await(command, stdin, stdout, stderr);
                return new CommandResult(command, exitCode, Files.readString(stdout), Files.readString(stderr));
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new LabException(String.join(" ", command) + ": " + e.getMessage(), e);
        }
    }

    private static int await(List<String> command, String stdin, Path stdout, Path stderr) throws IOException {
        // When this JVM is killed, the command must not keep a namespace alive.
        List<String> mortal = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        mortal.addAll(command);
        Process process = new ProcessBuilder(mortal)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading all of it; its exit code tells the rest.
        }
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new LabException(String.join(" ", command) + ": still running after " + LIMIT_SECONDS + " s, stderr: "
                    + Files.readString(stderr).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(String.join(" ", command) + ": interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
