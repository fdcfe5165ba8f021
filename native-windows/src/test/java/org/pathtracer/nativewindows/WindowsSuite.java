// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes in the Windows JVM, and writes a line for each test: see {@link Outcome}. */
public final class WindowsSuite {
    /** After which a test has failed, with a dump of all threads. */
    private static final String TIMEOUT = "%d s".formatted(Integer.getInteger("suite.timeout", 120));

    private WindowsSuite() {}

    /** The file for the lines, then names of classes. */
    public static void main(String[] args) throws IOException {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(args)
                        .skip(1)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .configurationParameter("junit.jupiter.execution.timeout.default", TIMEOUT)
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
                .configurationParameter("junit.jupiter.execution.timeout.threaddump.enabled", "true")
                .build();
        try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(args[0])), true, StandardCharsets.UTF_8)) {
            LauncherFactory.create().execute(request, new Writer(out));
            out.println(Outcome.END);
        }
        // Threads that a failed test left must not keep the process.
        System.exit(0);
    }

    private record Writer(PrintStream out) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean failed = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
            if (test.isTest() || failed) {
                out.println(new Outcome(
                                name(test),
                                result.getThrowable().map(Writer::text).orElse(""))
                        .line());
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            out.println(new Outcome(name(test), "skipped: " + reason).line());
        }

        /** Class, method, and for a test of a factory its own name. */
        private static String name(TestIdentifier test) {
            return test.getUniqueIdObject().getSegments().stream()
                    .skip(1)
                    .map(segment ->
                            segment.getValue().replaceFirst("\\(.*\\)$", "").replaceFirst("^.*\\.", ""))
                    .map(part -> part.startsWith("#") ? test.getDisplayName() : part)
                    .collect(Collectors.joining(" "));
        }

        private static String text(Throwable cause) {
            StringWriter text = new StringWriter();
            cause.printStackTrace(new PrintWriter(text));
            return text.toString();
        }
    }

    /**
     * What became of a test.
     *
     * @param failure empty if it passed
     */
    record Outcome(String test, String failure) {
        static final String END = "end";

        String line() {
            byte[] bytes = (test + "\t" + failure).getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder().encodeToString(bytes);
        }

        static Outcome read(String line) {
            String[] parts = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8).split("\t", 2);
            return new Outcome(parts[0], parts[1]);
        }
    }
}
