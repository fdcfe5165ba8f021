// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** The script at the root of the checkout, which this build has just made ready. */
class LauncherIT extends CommandInLab {
    private static final Path LAUNCHER =
            Path.of("../pathtracer").toAbsolutePath().normalize();

    @Test
    void launcher_startsThroughLinks_withArgumentsAndStreamsAsTheyAre(@TempDir Path elsewhere) throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("a link"), LAUNCHER);
        Path second = Files.createSymbolicLink(elsewhere.resolve("second"), link.getFileName());
        open(Lab.chain(2));
        CommandResult result = lab.exec(Lab.CLIENT, second.toString(), "trace", "--json", text(lab.target(Family.V6)));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).isEmpty();
        assertThat(addresses(document(result))).isEqualTo(labHops(Family.V6));
        CommandResult refused = lab.exec(Lab.CLIENT, second.toString(), "trace", "a name  with spaces");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.stderr()).isEqualTo("pathtracer: target has a space or control character in it\n");
    }

    @Test
    void classArchive_isMadeOnce_andLeftAlone() throws Exception {
        open(Lab.chain(1));
        lab.exec(Lab.CLIENT, LAUNCHER.toString(), "--version").expectSuccess();
        Path archive = Path.of("target/cds", System.getProperty("java.version") + ".jsa");
        assertThat(archive).isNotEmptyFile();
        Object before = Files.getLastModifiedTime(archive);
        lab.exec(Lab.CLIENT, LAUNCHER.toString(), "--version").expectSuccess();
        assertThat((Object) Files.getLastModifiedTime(archive)).isEqualTo(before);
    }

    @Test
    void outputThatIsLost_isSaid_butNotThatAReaderHadEnough() {
        open(Lab.chain(0));
        String[] shell = {"sh", "-c", LAUNCHER + " ping -c 1 --json " + text(lab.target(Family.V4)) + " > /dev/full"};
        CommandResult full = lab.exec(Lab.CLIENT, shell);
        assertThat(full.exitCode()).isEqualTo(74);
        assertThat(full.stderr()).isEqualTo("pathtracer: not all of the output could be written\n");
        shell[2] = LAUNCHER + " ping -c 100 -i 20ms " + text(lab.target(Family.V4)) + " | head -n 1";
        assertThat(lab.exec(Lab.CLIENT, shell).stderr()).isEmpty();
    }

    @Test
    void missingJava_isSaidInASentence() {
        open(Lab.chain(0));
        CommandResult result = lab.exec(
                Lab.CLIENT, "env", "-u", "JAVA_HOME", "PATH=/nonexistent", "/bin/sh", LAUNCHER.toString(), "--version");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).contains("install a JDK, version 17 or newer");
    }
}
