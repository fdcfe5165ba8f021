// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.InWine;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.WindowsJvm;
import org.pathtracer.nativewindows.WindowsSuite.Outcome;
import org.pathtracer.nativewindows.tcp.TracesOnWindows;
import org.pathtracer.nativewindows.winsock.WinsockDouble;

/**
 * The tests of the Windows JVM: it runs once, on the client of a lab, and each of its tests is a test here. ICMP goes
 * through Wine's own helper; ICMPv6 and the errors of TCP, of which Wine has nothing, go through our doubles.
 */
@InWine(tools = {"winegcc", "gcc"})
class WineIT {
    private static final int ROUTERS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** For example 100000, of which the build has a tenth. */
    private static final String STRESS_PROPERTY = "stress.probes";

    @TempDir
    static Path folder;

    private static Lab lab;
    private static CommandResult run;
    private static List<String> lines;

    @BeforeAll
    static void runTheWindowsJvm() throws IOException {
        lab = Lab.chain(ROUTERS).open();
        lab.swallow(There.SILENT);
        lab.exec(Lab.router(2), "ip", "route", "add", "prohibit", There.PROHIBITED)
                .expectSuccess();
        Path results = folder.resolve("results");
        List<String> arguments = new ArrayList<>(List.of("-Xmx128m"));
        arguments.addAll(There.tell(lab, compileDouble(), WinsockDouble.buildForWine(folder)));
        arguments.add("-D" + STRESS_PROPERTY + "=" + System.getProperty(STRESS_PROPERTY, "10000"));
        arguments.addAll(List.of("-cp", WindowsJvm.classPath(System.getProperty("java.class.path"))));
        arguments.addAll(List.of(WindowsSuite.class.getName(), WindowsJvm.path(results)));
        Stream.of(ContractOnWindows.class, ProbesOnWindows.class, TracesOnWindows.class, StressOnWindows.class)
                .map(Class::getName)
                .forEach(arguments::add);
        try (WindowsJvm windows = WindowsJvm.create()) {
            run = windows.run(LIMIT, arguments);
        }
        System.out.println(run.stdout());
        lines = Files.exists(results) ? Files.readAllLines(results) : List.of();
    }

    private static Path compileDouble() {
        Path source = Path.of("src/test/c").toAbsolutePath();
        Path library = folder.resolve("icmp6double.dll.so");
        Command.run(
                        "winegcc",
                        "-shared",
                        "-O1",
                        "-Wall",
                        "-Werror",
                        "-o",
                        library.toString(),
                        source.resolve("icmp6double.c").toString(),
                        source.resolve("icmp6double.spec").toString())
                .expectSuccess();
        return library;
    }

    @AfterAll
    static void closeTheLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void windowsJvm_runsToItsEnd() {
        assertThat(lines).as(run.stdout() + run.stderr()).endsWith(Outcome.END);
        assertThat(run.exitCode()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> everyTestOfTheWindowsJvm() {
        return lines.stream()
                .filter(line -> !line.equals(Outcome.END))
                .map(Outcome::read)
                .map(outcome -> DynamicTest.dynamicTest(
                        outcome.test(),
                        () -> assertThat(outcome.failure()).as(outcome.test()).isEmpty()));
    }
}
