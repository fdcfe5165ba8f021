// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.lab.InLab;

/** What Java 22 and newer can do without jffi. */
@InLab(tools = {"mount", "unshare", "sh"})
class ForeignFunctionsIT {
    private static final Consumer CLASS_PATH = Consumer.named("class-path");
    private static final Consumer MODULE_PATH = Consumer.named("module-path");
    private static final List<String> DENIED =
            List.of("--illegal-native-access=deny", "--enable-native-access=org.pathtracer.nativeffm");
    private static final String JFFI = "-Dorg.pathtracer.linker=jffi";
    /** No folder can be written but those that take no programs. What is in them stays: the build may be there. */
    private static final List<String> READ_ONLY = List.of(
            "unshare",
            "-m",
            "sh",
            "-c",
            "for dir in /dev/shm /tmp; do mount --bind $dir $dir && mount -o remount,bind,noexec $dir || exit; done;"
                    + " mount -o remount,bind,ro / || exit;"
                    + " cd /proc; unset HOME TMPDIR XDG_RUNTIME_DIR XDG_CACHE_HOME; exec \"$@\"",
            "sh");

    private static String module(List<String> prefix, Path home, List<String> options) {
        return MODULE_PATH.runPreparedModule(prefix, home, options, "127.0.0.1");
    }

    @Test
    void allOtherNativeAccessIsDenied_tracesWithoutAWarning() {
        assertThat(module(List.of(), NewerJava.home(), DENIED))
                .contains("icmp: reached=true", "udp: reached=true")
                .doesNotContain("WARNING");
    }

    @Test
    void rootIsReadOnlyAndNoFolderTakesPrograms_traces() {
        assertThat(module(READ_ONLY, NewerJava.home(), DENIED))
                .contains("icmp: reached=true", "udp: reached=true")
                .doesNotContain("WARNING");
    }

    /** Shows that the property is heeded, and that the other one would not work there. */
    @Test
    void jffiIsForced_isRefusedWhereItIsDenied() {
        String printed = CLASS_PATH.runPrepared(
                List.of(), NewerJava.home(), List.of("--illegal-native-access=deny", JFFI), "consumer.Anywhere");
        assertThat(printed).contains("native code can't be loaded: Illegal native access");
    }

    @Test
    void foreignFunctionsAreForced_areRefusedBeforeJava22() {
        Path own = Path.of(System.getProperty("java.home"));
        String printed =
                CLASS_PATH.runPrepared(List.of(), own, List.of("-Dorg.pathtracer.linker=ffm"), "consumer.Anywhere");
        if (Runtime.version().feature() < 22) {
            assertThat(printed)
                    .contains("java.lang.foreign begins with Java 22, and this is Java "
                            + Runtime.version().feature());
        } else {
            assertThat(printed).contains("trace: reached");
        }
    }

    @Test
    void unknownLinker_isToldWithThoseThatThereAre() {
        Path own = Path.of(System.getProperty("java.home"));
        String printed =
                CLASS_PATH.runPrepared(List.of(), own, List.of("-Dorg.pathtracer.linker=jni"), "consumer.Anywhere");
        assertThat(printed)
                .contains("-Dorg.pathtracer.linker=jni names none of those that there are: ffm and jffi")
                .contains("tcp: true");
    }
}
