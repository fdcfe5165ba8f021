// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        assertThat(refused.stderr())
                .isEqualTo("pathtracer: target \"a name  with spaces\" has a space or control character in it\n");
    }

    @ParameterizedTest
    @CsvSource({"other, --version", "plain, trace -n 127.0.0.1", "other, trace -n --json 127.0.0.1"})
    void classArchive_isMadeOnce_andLeftAlone(String kind, String arguments) throws Exception {
        open(Lab.chain(1));
        String[] shell = {"sh", "-c", LAUNCHER + " " + arguments};
        lab.exec(Lab.CLIENT, shell).expectSuccess();
        String form = Runtime.version().feature() >= 25 ? ".aot" : ".jsa";
        Path archive = Path.of("target/cds", System.getProperty("java.version") + "-" + kind + form);
        assertThat(archive).isNotEmptyFile();
        assertThat(Path.of("target/cds/command.jar")).isNotEmptyFile();
        Object before = Files.getLastModifiedTime(archive);
        lab.exec(Lab.CLIENT, shell).expectSuccess();
        assertThat((Object) Files.getLastModifiedTime(archive)).isEqualTo(before);
    }

    /** An archive of another jar or a file that is not an archive: the JVM starts without it and says nothing. */
    @Test
    void archiveThatDoesNotFit_isIgnored(@TempDir Path elsewhere) throws Exception {
        open(Lab.chain(2));
        Path copy = copyOfTheCheckout(elsewhere.resolve("a checkout"));
        String target = text(lab.target(Family.V4));
        String[] command = {copy.resolve("pathtracer").toString(), "trace", "-n", target};
        lab.exec(Lab.CLIENT, command).expectSuccess();
        Path archives = copy.resolve("cli/target/cds");
        List<Path> made;
        try (Stream<Path> files = Files.list(archives)) {
            made = files.filter(file -> !file.endsWith("command.jar"))
                    .filter(file -> !file.toString().endsWith(".size"))
                    .toList();
        }
        assertThat(made).hasSize(1);
        FileTime later = FileTime.from(Instant.now().plusSeconds(10));
        Files.setLastModifiedTime(archives.resolve("command.jar"), later);
        assertTraces(lab.exec(Lab.CLIENT, command), target);
        byte[] archive = Files.readAllBytes(made.get(0));
        // One that was cut off is made anew, as its size tells.
        replace(made.get(0), Arrays.copyOf(archive, archive.length - 5000));
        assertTraces(lab.exec(Lab.CLIENT, command), target);
        assertThat(Files.size(made.get(0))).isGreaterThan(archive.length / 2);
        // The JVM ignores a file of the right size that is not an archive.
        replace(made.get(0), new byte[(int) Files.size(made.get(0))]);
        assertTraces(lab.exec(Lab.CLIENT, command), target);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }

    private static void assertTraces(CommandResult result, String target) {
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).contains(target).contains("reached in 3 hops");
    }

    /** What the build made, at another place, without what the launcher has recorded. */
    private static Path copyOfTheCheckout(Path copy) throws IOException {
        Path from = LAUNCHER.getParent();
        Files.createDirectories(copy.resolve("cli/target"));
        Files.copy(LAUNCHER, copy.resolve("pathtracer"));
        Path lib = from.resolve("cli/target/lib");
        try (Stream<Path> files = Files.walk(lib)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.resolve("cli/target/lib")
                                .resolve(lib.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
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

    /** Where the checkout itself is in one of these folders, that one stays as it is. */
    @Test
    void foldersWithoutPrograms_areNotNeeded() throws Exception {
        open(Lab.chain(2));
        String mounts = "for dir in /tmp /var/tmp /dev/shm; do case $1 in $dir/*) ;; *) mount --bind $dir $dir &&"
                + " mount -o remount,bind,noexec,nosuid,nodev $dir || exit;; esac; done;"
                + " cd /proc; unset HOME TMPDIR XDG_RUNTIME_DIR XDG_CACHE_HOME; exec \"$@\"";
        String target = text(lab.target(Family.V4));
        CommandResult result = lab.exec(
                Lab.CLIENT,
                "unshare",
                "-m",
                "sh",
                "-c",
                mounts,
                "sh",
                LAUNCHER.toString(),
                "trace",
                "-U",
                "--json",
                target);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(addresses(document(result))).isEqualTo(labHops(Family.V4));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 50})
    void fewDescriptors_areToldInASentence(int limit) {
        open(Lab.chain(0));
        String shell = "ulimit -n " + limit + "; exec " + LAUNCHER + " demo";
        CommandResult result = lab.exec(Lab.CLIENT, "sh", "-c", shell);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .startsWith("pathtracer: this process may open too few files")
                .contains("ulimit -n 1024")
                .hasLineCount(1);
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
