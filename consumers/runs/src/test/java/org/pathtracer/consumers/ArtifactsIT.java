// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which jars each artifact brings, as Maven resolved them; the page for those who embed the library says the same. */
class ArtifactsIT {
    private static final Path PROJECT = Path.of(System.getProperty("project"));
    private static final String HEADING = "## What each artifact brings";
    private static final String SLIM = "pathtracer-slim";
    /** Jars grow a little with each change; the page follows when it is more. */
    private static final double TOLERANCE = 0.1;

    private static final Pattern JAR = Pattern.compile("(.+?)-\\d[\\w.]*?(?:-([a-z][\\w-]*))?\\.jar");
    private static final Pattern ROW = Pattern.compile("\\| `([\\w-]+)` \\| (\\d+) \\| ([\\d.]+) \\|");

    private static final Map<String, String> FOLDERS = new TreeMap<>(Map.of(
            "pathtracer",
            "all",
            SLIM,
            "slim",
            "pathtracer-report",
            "report",
            "pathtracer-testkit",
            "testkit",
            "pathtracer-metrics-micrometer",
            "metrics-micrometer",
            "pathtracer-cli",
            "cli"));

    /** Its own jar, and what it needs at run time. */
    private static List<Path> jars(String artifact) {
        Path target = PROJECT.resolve(FOLDERS.get(artifact)).resolve("target");
        // The command keeps all its jars in one folder.
        Path folder = Files.isDirectory(target.resolve("lib")) ? target.resolve("lib") : target;
        try (Stream<Path> files = Files.list(folder)) {
            Path own = files.filter(file -> file.getFileName().toString().matches(artifact + "-\\d[\\w.]*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            String others = Files.readString(target.resolve("runtime-path.txt")).strip();
            return Stream.concat(
                            Stream.of(own),
                            Stream.of(others.split(File.pathSeparator)).map(Path::of))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("Not packaged: build with \"mvn verify\" in the root folder", e);
        }
    }

    private static TreeSet<String> names(String artifact) {
        return jars(artifact).stream().map(ArtifactsIT::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without the version, and the classifier in brackets. */
    private static String name(Path jar) {
        Matcher parts = JAR.matcher(jar.getFileName().toString());
        assertThat(parts.matches()).as(jar.toString()).isTrue();
        return parts.group(2) == null ? parts.group(1) : "%s (%s)".formatted(parts.group(1), parts.group(2));
    }

    private static double megabytes(String artifact) {
        return jars(artifact).stream().mapToLong(ArtifactsIT::size).sum() / 1e6;
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String list(String artifact) {
        TreeSet<String> names = names(artifact);
        names.remove(artifact);
        TreeSet<String> slim = names(SLIM);
        slim.remove(SLIM);
        boolean more = !artifact.equals(SLIM) && names.containsAll(slim);
        if (more) {
            names.removeAll(slim);
        }
        return "- `%s`:%s %s."
                .formatted(artifact, more ? " what `pathtracer-slim` brings, and" : "", String.join(", ", names));
    }

    private static String row(String artifact) {
        return String.format(
                Locale.ROOT, "| `%s` | %d | %.1f |", artifact, jars(artifact).size(), megabytes(artifact));
    }

    private static String section() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/embedding.md"));
        int begin = page.indexOf(HEADING);
        assertThat(begin).as("the heading \"%s\"", HEADING).isNotNegative();
        int end = page.indexOf("\n## ", begin + HEADING.length());
        return end < 0 ? page.substring(begin) : page.substring(begin, end);
    }

    /** The lines of the page, however they are wrapped. */
    @Test
    void page_listsWhatMavenResolves() throws IOException {
        List<String> lists = FOLDERS.keySet().stream().map(ArtifactsIT::list).toList();
        String rows = FOLDERS.keySet().stream().map(ArtifactsIT::row).collect(Collectors.joining("\n"));
        Path found = Files.writeString(
                Path.of("target/what-each-artifact-brings.md"), rows + "\n\n" + String.join("\n", lists) + "\n");
        String section = section();
        assertThat(section.substring(section.indexOf("\n- `"))
                        .replaceAll("\\s+", " ")
                        .strip())
                .as("If that is meant, docs/embedding.md gets what is in " + found.toAbsolutePath())
                .isEqualTo(String.join(" ", lists));
    }

    @Test
    void page_saysHowMuchItIs() throws IOException {
        List<String> artifacts = new ArrayList<>();
        Matcher row = ROW.matcher(section());
        while (row.find()) {
            String artifact = row.group(1);
            artifacts.add(artifact);
            double now = megabytes(artifact);
            assertThat(Integer.parseInt(row.group(2)))
                    .as(artifact)
                    .isEqualTo(jars(artifact).size());
            assertThat(Double.parseDouble(row.group(3)))
                    .as("MB of " + artifact)
                    .isBetween(now * (1 - TOLERANCE) - 0.05, now * (1 + TOLERANCE) + 0.05);
        }
        assertThat(artifacts).containsExactlyInAnyOrderElementsOf(FOLDERS.keySet());
    }
}
