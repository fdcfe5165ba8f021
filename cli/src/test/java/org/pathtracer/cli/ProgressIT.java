// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/** What takes longer than a second says so on a real pseudo-terminal, and the document stays one. */
@InLab(tools = {"nft", "setpriv", "script"})
@SameForAllUsers
class ProgressIT extends CommandInLab {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void longWork_showsItsProgressBesideTheDocument() throws Exception {
        open(Lab.chain(2).blackhole(1));
        String silent = text(lab.target(Family.V4));
        String near = text(lab.routerAddress(1, Family.V4));
        Map<String, String> progress = new LinkedHashMap<>();
        progress.put("ping --json -c 3 -i 900ms " + near, " of 3 probes done, ");
        progress.put("trace --json --no-adaptive -w 2500ms " + silent, "working on " + silent + " ...");
        progress.put("monitor --json --cycles 2 -i 2s " + near, "1 of 2 traces done ...");
        Map<String, Process> running = new LinkedHashMap<>();
        try {
            for (String line : progress.keySet()) {
                running.put(line, onTerminal(line));
            }
            for (Map.Entry<String, Process> entry : running.entrySet()) {
                String seen = new String(entry.getValue().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(seen).as(entry.getKey()).contains(progress.get(entry.getKey()));
                assertThat(seen).as(entry.getKey()).endsWith("\r\033[K").doesNotContain("{");
                assertThat(entry.getValue().waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
                String command = entry.getKey().substring(0, entry.getKey().indexOf(' '));
                Schemas.valid(command + "-1.json", Files.readString(document(command)));
            }
        } finally {
            running.values().forEach(Process::destroyForcibly);
        }
    }

    private Path document(String command) {
        return folder.resolve(command + ".json");
    }

    private Process onTerminal(String line) throws IOException {
        String command = line.substring(0, line.indexOf(' '));
        String shell = "exec ../pathtracer " + line + " > " + document(command);
        return new ProcessBuilder("script", "-qefc", shell, "/dev/null")
                .redirectErrorStream(true)
                .start();
    }
}
