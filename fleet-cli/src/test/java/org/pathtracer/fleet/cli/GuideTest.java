// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the guide compiles. */
class GuideTest {
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
    private static final String AROUND = """
            import java.nio.file.*; import java.time.*; import org.pathtracer.*; import java.util.*; import org.pathtracer.fleet.*;
            import org.pathtracer.address.*; import org.pathtracer.fleet.authority.*;
            import org.pathtracer.fleet.locate.*; import org.pathtracer.fleet.mesh.*;
            class Snippet { void run() throws Exception {
            %s
            } }
            """;

    @Test
    void snippets_compile(@TempDir Path classes) throws IOException {
        Matcher blocks = JAVA.matcher(Files.readString(Path.of("../docs/fleet.md")));
        int count = 0;
        while (blocks.find()) {
            assertThat(errors(AROUND.formatted(blocks.group(1)), classes)).isEmpty();
            count++;
        }
        assertThat(count).isPositive();
    }

    private static String errors(String text, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(errors, null, null, options, null, List.of(new Source(text)))
                .call();
        return compiled ? "" : errors.toString();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
