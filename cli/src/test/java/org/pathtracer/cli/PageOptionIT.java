// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** Pages that commands write beside their output. */
@SameForAllUsers
class PageOptionIT extends CommandInLab {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "trace, -q 2, Hop by hop, reached in 3 hops",
        "ping, -c 4 -i 10ms, Distribution, 4 sent",
        "monitor, -c 3 -i 20ms, Each hop over time, '3 traces, 3 reached it'",
        "multipath, --confidence 0.9, Graph, 1 path"
    })
    void page_isWrittenBesideTheText(String command, String options, String inPage, String inText) throws Exception {
        open(Lab.chain(2));
        Path page = folder.resolve("page.html");
        String line = "%s %s --html %s %s".formatted(command, options, page, text(lab.target(Family.V4)));
        CommandResult result = run(line.split(" "));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).contains(inText).doesNotContain("<html");
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("<h2>" + inPage + "</h2>", text(lab.target(Family.V4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace", "ping -c 1", "monitor -c 1", "multipath", "diagnose"})
    void fullDisk_isToldByTheStatusToo_andCostsNoResult(String command) throws Exception {
        open(Lab.chain(1));
        String target = text(lab.target(Family.V4));
        CommandResult result = run((command + " --html /dev/full " + target).split(" "));
        assertThat(result.exitCode()).isEqualTo(74);
        assertThat(result.stderr()).contains("the page could not be written to /dev/full: No space left on device");
        assertThat(result.stdout()).contains(target);
    }

    @Test
    void pageThatCannotBe_isRefusedBeforeAnythingIsSent() {
        open(Lab.chain(1));
        String target = text(lab.target(Family.V4));
        assertRefused("there is no directory", "trace", "--html", "/nowhere/page.html", target);
        assertRefused("there is no directory", "monitor", "-c", "1", "--html", "/nowhere/page.html", target);
        assertRefused(
                "--html is for one target",
                "trace",
                "--html",
                folder.resolve("a").toString(),
                target,
                "127.0.0.1");
        assertRefused(
                "choose one", "ping", "--jsonl", "--html", folder.resolve("a").toString(), target, "127.0.0.1");
    }

    private void assertRefused(String reason, String... line) {
        CommandResult result = run(line);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr()).contains(reason);
        assertThat(result.stdout()).isEmpty();
    }
}
