// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.Diagnosis;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.report.Reports;
import org.pathtracer.samples.Schemas;

/** The command, on loopback. */
class DiagnoseCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);

    private int run(String... line) {
        out.reset();
        err.reset();
        return PathTracerCommand.run(terminal, line);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void openPort_isHealthy() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(run("diagnose", "127.0.0.1:" + socket.getLocalPort())).isEqualTo(ExitStatus.DONE);
        }
        assertThat(printed()).startsWith("Nothing is wrong");
    }

    @Test
    void closedPort_isOneFinding() throws IOException {
        String target = closedPort();
        assertThat(run("diagnose", "--json", target)).isEqualTo(ExitStatus.NOT_REACHED);
        Schemas.valid("diagnose-1.json", printed());
        Diagnosis diagnosis = Reports.fromJson(printed(), Diagnosis.class);
        assertThat(diagnosis.findings().get(0).kind()).isEqualTo(FindingKind.PORT_CLOSED);
        assertThat(diagnosis.healthy()).isFalse();
    }

    @Test
    void page_isWrittenBesideTheText() throws IOException {
        Path page = folder.resolve("page.html");
        run("diagnose", "--html", page.toString(), closedPort());
        assertThat(Files.readString(page)).contains("refuses the port", "<svg").doesNotContain("<script");
        assertThat(printed()).contains("refuses the port").doesNotContain("<svg");
    }

    @Test
    void comparison_tellsThatNothingChanged_inDocumentsOnStandardError() throws IOException {
        String target = closedPort();
        run("diagnose", "--json", target);
        Path earlier = Files.writeString(folder.resolve("earlier.json"), printed());
        run("diagnose", "--compare", earlier.toString(), target);
        assertThat(printed()).contains("compared with 20", "nothing changed since 20");
        run("diagnose", "--jsonl", "--compare", earlier.toString(), target);
        assertThat(printed().lines()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing changed since 20");
    }

    @Test
    void hostInIdn_isLookedUpAsItsAsciiForm() {
        // Loopback has no such name; what counts is that it is a name.
        assertThat(run("diagnose", "--deadline", "1s", "http://b\u00fccher.invalid:99999/"))
                .isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("must be from 1 to 65535");
    }
}
