// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.lab.InLab;

/** Users with the one dependency trace this host, on the class path and on the module path. */
@InLab
class ConsumersIT {
    /** What the library says, at DEBUG, when it does without Netty's epoll. */
    private static final String FALLBACK = "Polling with ppoll(2)";

    private static final Consumer CLASS_PATH = Consumer.named("class-path");
    private static final Consumer MODULE_PATH = Consumer.named("module-path");

    /** This host's own addresses; without IPv6 in the kernel there is one only. */
    static List<String> loopbacks() throws IOException {
        List<String> addresses = new ArrayList<>(List.of("127.0.0.1"));
        Path v6 = Path.of("/proc/net/if_inet6");
        if (Files.exists(v6) && Files.readString(v6).contains(" lo")) {
            addresses.add("::1");
        }
        return addresses;
    }

    @ParameterizedTest
    @MethodSource("loopbacks")
    void classPath_tracesOverEpoll(String target) {
        String printed = CLASS_PATH.runOnClassPath(target);
        assertTraced(target, printed);
        assertThat(printed).doesNotContain(FALLBACK);
    }

    @ParameterizedTest
    @MethodSource("loopbacks")
    void modulePath_tracesWithoutNettysNativePart(String target) {
        String printed = MODULE_PATH.runOnModulePath(List.of(), target);
        assertTraced(target, printed);
        // No module requires Netty's native jar, since it exists per processor; the library does without.
        assertThat(printed).contains(FALLBACK).contains("report: true");
    }

    @ParameterizedTest
    @MethodSource("loopbacks")
    @EnabledOnOs(
            architectures = {"amd64", "x86_64", "aarch64"},
            value = OS.LINUX)
    void modulePathWithNettysNativePart_tracesOverEpoll(String target) {
        String module = "io.netty.transport.epoll.linux."
                + (System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64");
        String printed = MODULE_PATH.runOnModulePath(List.of("--add-modules", module), target);
        assertTraced(target, printed);
        assertThat(printed).doesNotContain(FALLBACK);
    }

    @Test
    void applicationWithoutLogging_hearsNothingOfAFacade() {
        assertThat(CLASS_PATH.runOnClassPath("127.0.0.1")).doesNotContain("SLF4J");
    }

    /** Bound to what the application chose, with no word of a conflict. */
    @Test
    void applicationWithItsOwnLogging_keepsIt() {
        String printed = Consumer.named("own-logging").runOnClassPath("127.0.0.1");
        assertThat(printed)
                .contains("mine: reached=true", "bound to ch.qos.logback.classic.Logger")
                .doesNotContain("SLF4J");
    }

    private static void assertTraced(String target, String printed) {
        String address = target.equals("::1") ? "/0:0:0:0:0:0:0:1" : "/" + target;
        assertThat(printed)
                .contains("1 Optional[" + address + "] Optional[PT")
                .contains("blocking: reached=true")
                .contains("icmp: reached=true hops=1 settled=1");
        // UDP probes come with a later version; until then the one other answer is that they are not supported.
        assertThat(printed)
                .containsPattern("udp: (reached=true hops=1 settled=1|org.pathtracer.NotSupportedException: )");
    }
}
