// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.lab.InLab;

/**
 * Processes that lack something: a folder for native code, the right to call it, file descriptors, memory. What needs
 * no socket of the library's own works; the rest is refused by a typed exception that names the cause and the remedy,
 * and a second time by the same one.
 */
@InLab(tools = {"mount", "unshare", "sh"})
class ConsumersAnywhereIT {
    private static final Consumer CONSUMER = Consumer.named("class-path");
    private static final Path OWN_JAVA = Path.of(System.getProperty("java.home"));
    /** What needs a folder, whichever Java this is. */
    private static final String JFFI = "-Dorg.pathtracer.linker=jffi";
    /** No home, and no other folder that the environment names. */
    private static final List<String> HOMELESS = List.of("-Duser.home=/nonexistent", JFFI);

    private static final String NOEXEC = "for dir in %s; do mount --bind $dir $dir &&"
            + " mount -o remount,bind,noexec,nosuid,nodev $dir || exit; done;"
            + " cd /proc; unset HOME TMPDIR XDG_RUNTIME_DIR XDG_CACHE_HOME; exec \"$@\"";

    @TempDir
    private Path folder;

    @Test
    void noFolderTakesPrograms_refusesTracesAndDoesTheRest() {
        assertRefusedButUsable(
                run(noexec("/tmp /var/tmp /dev/shm"), OWN_JAVA, HOMELESS),
                "no folder takes a program",
                "-Djava.io.tmpdir=DIR");
    }

    @Test
    void temporaryFolderTakesNoPrograms_tracesFromAnotherAndLeavesNothing() throws IOException {
        String printed = run(noexec("/tmp"), OWN_JAVA, HOMELESS);
        assertWorks(printed);
        try (Stream<Path> files = Files.list(Path.of("/var/tmp"))) {
            assertThat(files.filter(this::isOwn).map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("pathtracer") || name.startsWith("jffi"));
        }
    }

    /** Another user may run the same test right now. */
    private boolean isOwn(Path file) {
        try {
            return Files.getOwner(file).equals(Files.getOwner(folder));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void temporaryFolderIsMissing_tracesFromAnother() {
        assertWorks(
                run(List.of(), OWN_JAVA, List.of("-Djava.io.tmpdir=/nonexistent", "-Duser.home=/nonexistent", JFFI)));
    }

    @Test
    void nativeAccessIsDenied_refusesTracesAndDoesTheRest() {
        assertRefusedButUsable(
                run(List.of(), NewerJava.home(), List.of("--illegal-native-access=deny")),
                "Illegal native access",
                "--enable-native-access=ALL-UNNAMED");
    }

    /** As musl's loader says of a library that is linked against another C library, here one that does not exist. */
    @Test
    void nativePartIsLinkedAgainstAnotherLibrary_refusesTracesAndDoesTheRest() throws IOException {
        unpackLinkedElsewhere();
        assertRefusedButUsable(
                CONSUMER.runPrepared(
                        List.of(), OWN_JAVA, List.of("-Xbootclasspath/a:" + folder, JFFI), "consumer.Anywhere"),
                "libq.so.6: cannot open shared object file",
                "glibc");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 50})
    void fewDescriptors_areTold(int limit) {
        List<String> limited = List.of("sh", "-c", "ulimit -n " + limit + "; exec \"$@\"", "sh");
        String printed = run(limited, OWN_JAVA, List.of());
        assertThat(printed)
                .doesNotContain("BARE")
                .contains("create: refused NotSupportedException", "create again: refused NotSupportedException")
                .contains("too few file descriptors", "ulimit -n 1024");
    }

    @Test
    void smallHeap_suffices() {
        assertWorks(run(List.of(), OWN_JAVA, List.of("-Xmx24m")));
    }

    private static String run(List<String> prefix, Path javaHome, List<String> options) {
        return CONSUMER.runPrepared(prefix, javaHome, options, "consumer.Anywhere");
    }

    private static List<String> noexec(String folders) {
        return List.of("unshare", "-m", "sh", "-c", NOEXEC.formatted(folders), "sh");
    }

    private static void assertWorks(String printed) {
        assertThat(printed).doesNotContain("BARE", "SLF4J").contains("trace: reached", "future: reached", "tcp: true");
    }

    private static void assertRefusedButUsable(String printed, String cause, String remedy) {
        String refused = "refused NotPermittedException";
        assertThat(printed)
                .doesNotContain("BARE", "SLF4J")
                .contains("dns: refused NoDnsAnswerException")
                .contains("tcp: true", "interfaces: true", "create: done", "create again: done");
        assertThat(Stream.of("trace", "future", "trace again").map(what -> line(printed, what)))
                .allSatisfy(line -> assertThat(line).contains(refused, cause, remedy));
        assertThat(line(printed, "trace again")).isEqualTo(line(printed, "trace"));
        assertThat(line(printed, "transports")).contains(cause);
    }

    private static String line(String printed, String what) {
        String begin = what + ": ";
        return printed.lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .findFirst()
                .orElse("");
    }

    /** To be found before the real one. */
    private void unpackLinkedElsewhere() throws IOException {
        Path jar = Stream.of(CONSUMER.path().split(":"))
                .map(Path::of)
                .filter(file -> file.getFileName().toString().matches("jffi-.*-native.jar"))
                .findFirst()
                .orElseThrow();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().matches("jni/.*-Linux/.*\\.so")) {
                    Path file = folder.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.write(file, linkedElsewhere(zip.getInputStream(entry)));
                }
            }
        }
    }

    private static byte[] linkedElsewhere(InputStream library) throws IOException {
        return new String(library.readAllBytes(), StandardCharsets.ISO_8859_1)
                .replace("libc.so.6", "libq.so.6")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
