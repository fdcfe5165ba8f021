// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a compiler ahead of time can't see by itself is in the metadata of its module: each reflective, resource and
 * foreign access of the library. Services it finds alone.
 */
class NativeImageTest {
    private static final Path PROJECT = Path.of("..");
    private static final List<String> LIBRARY = List.of(
            "api",
            "core",
            "http2",
            "metrics-micrometer",
            "native-ffm",
            "native-jffi",
            "native-linux",
            "native-macos",
            "native-posix",
            "native-windows",
            "report",
            "results",
            "server",
            "testkit");
    private static final Pattern ACCESS = Pattern.compile(
            "Class\\.forName|getResource(AsStream)?\\(|\\.getMethod\\(|\\.getDeclared\\w+\\(|\\.newInstance\\("
                    + "|newProxyInstance\\(|ResourceBundle|downcallHandle\\(|upcallStub\\(");

    /** Each file with accesses, and what its module's metadata say of them. */
    private static final Map<String, List<String>> ACCESSES = Map.of(
            "core/LoadFailure.java 2",
            List.of("com.kenai.jffi.internal.StubLoader", "getFailureCause"),
            "core/WarmUp.java 1",
            List.of("org/pathtracer/core/service/warm-up.jks"),
            "native-ffm/Downcalls.java 1",
            List.of("\"captureCallState\": true", "\"firstVariadicArg\": 2"),
            "report/ThisHost.java 1",
            List.of("org/pathtracer/report/version.properties"),
            "testkit/Scenario.java 1",
            List.of("org/pathtracer/testkit/scenarios/*"),
            // A test's own files, which are no part of an image.
            "testkit/SimulatedNetworkExtension.java 2",
            List.of());

    @Test
    void accesses_areAllListed() {
        TreeMap<String, List<String>> found = new TreeMap<>();
        for (String module : LIBRARY) {
            sources(module).forEach(file -> {
                long count = accesses(file);
                if (count > 0) {
                    found.put(module + "/" + file.getFileName() + " " + count, List.of());
                }
            });
        }
        assertThat(found.keySet()).isEqualTo(new TreeMap<>(ACCESSES).keySet());
    }

    @Test
    void metadata_nameWhatIsListed() throws IOException {
        for (Map.Entry<String, List<String>> access : ACCESSES.entrySet()) {
            if (!access.getValue().isEmpty()) {
                String module = access.getKey().substring(0, access.getKey().indexOf('/'));
                assertThat(metadata(module)).as(access.getKey()).contains(access.getValue());
            }
        }
    }

    private static String metadata(String module) throws IOException {
        return Files.readString(PROJECT.resolve(module)
                .resolve("src/main/resources/META-INF/native-image/org.pathtracer/pathtracer-" + module)
                .resolve("reachability-metadata.json"));
    }

    private static List<Path> sources(String module) {
        try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long accesses(Path file) {
        try {
            return ACCESS.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
