// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.report.format.EnumText;

/** The pages for users: their code compiles, their links lead somewhere, and their language is plain. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FINDINGS = ROOT.resolve("docs/diagnose");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
    /** What may hold a comment's first characters, and comments. */
    private static final Pattern TEXT_OR_COMMENT =
            Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'|/\\*.*?\\*/|//[^\n]*");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern EXPORTED = Pattern.compile("(?m)^ *exports ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:public |final )*class (\\w+)");
    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
    private static final Pattern RETIRED = Pattern.compile(
            "(?i)\\bif not said|unless said|(?<!\\bthere )\\bis none\\b|\\bwhoever\\b|\\bwhom\\b|\\bnobody\\b|\\beverybody\\b"
                    + "|\\bsomebody\\b|\\banybody\\b|\\bhimself\\b|(?-i:\\bWho\\b)|\\bone's own\\b|\\bthe like\\b");
    /** What the snippets take for granted. */
    private static final String GIVEN = """
            import java.io.*; import java.net.*; import java.nio.file.*; import java.time.*; import java.util.*;
            import java.util.concurrent.*; import org.junit.jupiter.api.*;
            import static org.junit.jupiter.api.Assertions.*;
            %s
            class Snippet {
                PathTracer tracer;
                Flow.Subscriber<TraceEvent> mySubscriber;
                Topology topology;
                InetAddress address;
                java.nio.ByteBuffer packet;
                org.pathtracer.spi.ProbeTransportProvider provider;
                long now;
            """;

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(in(ROOT.resolve("docs")));
        pages.addAll(in(FINDINGS));
        pages.add(ROOT.resolve("README.md"));
        return pages;
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> docs = Files.list(folder)) {
            return docs.filter(page -> page.toString().endsWith(".md")).sorted().toList();
        }
    }

    @Test
    void eachKindOfFinding_hasAPageWithTheSameParts_andEachPageAKind() throws IOException {
        assertThat(in(FINDINGS))
                .extracting(page -> page.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(Stream.of(FindingKind.values())
                        .map(kind -> EnumText.of(kind) + ".md")
                        .toList());
        String guide = Files.readString(ROOT.resolve("docs/diagnose.md"));
        for (Path page : in(FINDINGS)) {
            assertThat(Files.readString(page))
                    .as(page.toString())
                    .containsSubsequence("## What it looks like", "## How it is told apart", "## What to do");
            assertThat(guide).contains("(diagnose/" + page.getFileName() + ")");
        }
    }

    /** For developers: records of decisions and what stands at the root. */
    static List<Path> notes() throws IOException {
        try (Stream<Path> records = Files.list(ROOT.resolve("docs/adr"))) {
            return Stream.concat(
                            records.sorted(),
                            Stream.of("CONTRIBUTING.md", "CHANGELOG.md").map(ROOT::resolve))
                    .toList();
        }
    }

    static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void snippets_compile(Path page, @TempDir Path classes) throws IOException {
        for (String code : code(page)) {
            if (!code.startsWith("package ")) {
                assertThat(errors(List.of(snippet(code)), classes)).as(code).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void files_compileTogether(Path page, @TempDir Path classes) throws IOException {
        // The example of the meters needs Micrometer, and is compiled where that is.
        List<Source> files = code(page).stream()
                .filter(code -> code.startsWith("package ") && !code.startsWith("package org.pathtracer."))
                .map(Source::new)
                .toList();
        if (!files.isEmpty()) {
            assertThat(errors(files, classes)).isEmpty();
        }
    }

    /** That of the fleet is compiled where the fleet is. */
    private static List<String> code(Path page) throws IOException {
        if (page.endsWith("fleet.md")) {
            return List.of();
        }
        return JAVA.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_leadToPagesAndHeadings(Path page) throws IOException {
        Matcher links = LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
        while (links.find()) {
            String link = links.group(1);
            if (!link.startsWith("https://")) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
                assertThat(target).exists();
                if (parts.length == 2) {
                    assertThat(anchors(target)).contains(parts[1]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"pages", "notes"})
    void language_isPlain(Path page) throws IOException {
        Matcher retired = RETIRED.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
        assertThat(retired.results().map(found -> found.group()).toList()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void comments_arePlain(Path module) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                RETIRED.matcher(comments(file)).results().forEach(phrase -> found.add(file + ": " + phrase.group()));
            }
        }
        assertThat(found).isEmpty();
    }

    private static String comments(Path file) throws IOException {
        return TEXT_OR_COMMENT
                .matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .filter(text -> text.startsWith("/"))
                .map(comment -> comment.replaceAll("\\s*\n\\s*\\* ?", " "))
                .collect(Collectors.joining("\n"));
    }

    /** The names that a page's headings have in links. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Source snippet(String code) throws IOException {
        boolean type = code.matches("(?s)(?:public |final |abstract )*(?:class|record|interface) .*");
        String body = type ? code : "void run() throws Exception {\n" + code + "}\n";
        // A network and an annotation have the same name.
        String network = "import org.pathtracer.testkit."
                + (code.contains("@SimulatedNetwork") ? "junit." : "")
                + "SimulatedNetwork;\n";
        return new Source(GIVEN.formatted(network + String.join("\n", imports())) + body + "}\n");
    }

    private static String errors(List<Source> sources, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled =
                compiler.getTask(errors, null, null, options, null, sources).call();
        return compiled ? "" : errors.toString();
    }

    /** Every package that an application can see. */
    private static List<String> imports() throws IOException {
        List<String> imports = new ArrayList<>();
        for (String module : List.of("api", "testkit", "testkit-tun", "server", "report")) {
            String info = Files.readString(ROOT.resolve(module).resolve("src/main/java/module-info.java"));
            EXPORTED.matcher(info).results().forEach(line -> imports.add("import " + line.group(1) + ".*;"));
        }
        return imports;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + name(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        /** As the compiler wants the file of a public class to be named. */
        private static String name(String text) {
            Matcher type = TYPE.matcher(text);
            return type.find() ? type.group(1) : "Snippet";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
