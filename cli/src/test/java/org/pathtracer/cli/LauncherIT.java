// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
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
        // So is one that was overwritten, as its time tells: the JVM of JDK 25 aborts on zeros of the right number.
        replace(made.get(0), new byte[(int) Files.size(made.get(0))]);
        assertTraces(lab.exec(Lab.CLIENT, command), target);
    }

    /** Each with a lock of its system: flock, and a folder where there is no flock, as on macOS. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tenFirstStartsAtOnce_makeOneArchiveAndAllWork(boolean flock, @TempDir Path elsewhere) throws Exception {
        open(Lab.chain(1));
        Path copy = copyOfTheCheckout(elsewhere.resolve("a checkout"));
        String target = text(lab.target(Family.V4));
        String path =
                flock ? System.getenv("PATH") : pathWithoutFlock(elsewhere).toString();
        String shell =
                "for i in 1 2 3 4 5 6 7 8 9 10; do (PATH=$1 /bin/sh \"$2/pathtracer\" trace -n $3; echo $?) & done; wait";
        CommandResult all = lab.exec(Lab.CLIENT, "sh", "-c", shell, "sh", path, copy.toString(), target);
        assertThat(all.stderr()).isEmpty();
        assertThat(all.stdout().lines().filter(line -> line.startsWith("reached in 2 hops")))
                .hasSize(10);
        assertThat(all.stdout().lines().filter("0"::equals)).hasSize(10);
        try (Stream<Path> made = Files.list(copy.resolve("cli/target/cds"))) {
            assertThat(made).hasSize(3).allMatch(file -> file.toString().matches(".*[.](jar|jsa|aot|size)"));
        }
        assertThat(copy.resolve("cli/target/launcher.locked")).doesNotExist();
    }

    private static Path pathWithoutFlock(Path elsewhere) throws IOException {
        Path bin = Files.createDirectory(elsewhere.resolve("bin"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.createSymbolicLink(bin.resolve("java"), java);
        for (String tool : List.of("mkdir", "mv", "readlink", "rm", "rmdir", "sed", "sleep", "sync", "uname", "wc")) {
            Path place = Stream.of("/usr/bin", "/bin")
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(bin.resolve(tool), place);
        }
        return bin;
    }

    /**
     * None for files, none for names, room for a part of what is made: nothing of it is said, and the trace goes on.
     */
    @ParameterizedTest
    @ValueSource(strings = {"size=60k", "nr_inodes=1", "size=12m", "size=26m"})
    void diskWithoutRoomForArchives_isNoHindrance(String room, @TempDir Path elsewhere) throws Exception {
        open(Lab.chain(1));
        Path copy = copyOfTheCheckout(elsewhere.resolve("a checkout"));
        Files.createDirectory(copy.resolve("cli/target/cds"));
        String shell = "mount -t tmpfs -o $1 none \"$2/cli/target/cds\" && \"$2/pathtracer\" trace -n $3 && "
                + "\"$2/pathtracer\" trace -n $3";
        CommandResult twice = lab.exec(
                Lab.CLIENT,
                "unshare",
                "-m",
                "sh",
                "-c",
                shell,
                "sh",
                room,
                copy.toString(),
                text(lab.target(Family.V4)));
        assertThat(twice.exitCode()).as(twice.stderr()).isZero();
        assertThat(twice.stderr()).isEmpty();
        assertThat(twice.stdout().lines().filter(line -> line.startsWith("reached in 2 hops")))
                .hasSize(2);
    }

    /** Another user owns it; and where nothing can be written at all. */
    @ParameterizedTest
    @ValueSource(strings = {"", "mount --bind $1 $1 && mount -o remount,bind,ro $1 && "})
    void foldersThatCannotBeWritten_areNoHindrance(String mount, @TempDir Path elsewhere) throws Exception {
        open(Lab.chain(0));
        Path copy = copyOfTheCheckout(elsewhere.resolve("checkout"));
        Path archives = Files.createDirectory(copy.resolve("cli/target/cds"));
        Files.setPosixFilePermissions(archives, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.setPosixFilePermissions(archives.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (Path folder = copy; !folder.equals(elsewhere.getParent()); folder = folder.getParent()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        List<String> command =
                Lab.unprivileged(List.of(copy.resolve("pathtracer").toString(), "--version"));
        List<String> line = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", mount + "shift && exec \"$@\"", "sh"));
        line.add(copy.toString());
        line.addAll(command);
        CommandResult result = lab.exec(Lab.CLIENT, line);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).startsWith("pathtracer ");
    }

    /** macOS has bash 3.2 as sh, Debian dash. */
    @Test
    void script_hasNothingThatOlderShellsLack() throws Exception {
        assertThat(Files.readString(LAUNCHER))
                .startsWith("#!/bin/sh\n")
                .doesNotContainPattern("\\[\\[|<<<|<\\(|&>|\\|&|\\$'|\\$\\{\\w+(,|\\^|/|:[0-9])|\\+=")
                .doesNotContainPattern("(?m)^\\s*(declare|local|typeset|mapfile|readarray|function|source|let)\\b");
        for (List<String> shell : List.of(List.of("sh"), List.of("bash", "--posix"))) {
            List<String> check = new ArrayList<>(shell);
            check.addAll(List.of("-n", LAUNCHER.toString()));
            Process process =
                    new ProcessBuilder(check).redirectErrorStream(true).start();
            assertThat(process.inputReader().lines()).isEmpty();
            assertThat(process.waitFor()).isZero();
        }
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
