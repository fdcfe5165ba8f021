// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Target;
import org.pathtracer.cli.option.TargetFile;

class TargetFileTest {
    @TempDir
    Path folder;

    private String list(String content) throws IOException {
        return Files.writeString(folder.resolve("hosts.txt"), content).toString();
    }

    private static List<Target> read(String file) {
        List<Target> targets = new ArrayList<>();
        TargetFile.read(file, targets::add);
        return targets;
    }

    @Test
    void targets_areThoseOfTheLinesWithoutComments() throws IOException {
        String file = list("# all of them\n\n  192.0.2.1  # the first\nexample.com\r\n2001:db8::/120\n");
        assertThat(read(file))
                .extracting(Target::toString)
                .containsExactly("192.0.2.1", "example.com", "2001:db8::/120");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two words | hosts.txt, line 3: target \"two words\" has a space or control character in it",
                "10.0.0.300 | hosts.txt, line 3: target 10.0.0.300 is not a valid address",
                "10.0.0.0/40 | hosts.txt, line 3: 10.0.0.0/40 is no block of addresses",
                "10.0.0.0/4 | hosts.txt, line 3: 10.0.0.0/4 has 2^28 addresses",
            })
    void malformedLine_isNamed(String line, String message) throws IOException {
        String file = list("good.example\n# comment\n" + line + "\nalso.good.example\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void listWithoutTargets_isRefused() throws IOException {
        String file = list("\n# nothing\n");
        assertThatThrownBy(() -> read(file)).hasMessageEndingWith("hosts.txt has no target in it");
    }

    @Test
    void fileThatCantBeRead_isSaidInASentence() throws IOException {
        assertThatThrownBy(() -> read(folder.resolve("none").toString()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("there is no file");
        assertThatThrownBy(() -> read(folder.toString())).hasMessageContaining("can't be read");
    }

    @Test
    void lineThatIsNotText_isNamed() throws IOException {
        Path binary = folder.resolve("binary");
        Files.write(binary, "good.example\ngr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(binary.toString()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith("binary, line 2: it is not text in UTF-8");
    }

    @Test
    void lineWithoutAnEnd_isRefused() throws IOException {
        String file = list("good.example\n# " + "x".repeat(70_000));
        assertThatThrownBy(() -> read(file)).hasMessageEndingWith("line 2: it is longer than 65536 bytes");
    }

    @Test
    void byteOrderMarkAndAllEndsOfLines_areKnown() throws IOException {
        String file = list("\ufeff192.0.2.1\r\r192.0.2.2\r\n192.0.2.3\ntwo words");
        assertThatThrownBy(() -> read(file)).hasMessageContaining("line 5: ");
        assertThat(read(list("\ufeff192.0.2.1\r\r192.0.2.2\r\n192.0.2.3")))
                .extracting(Target::toString)
                .containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
    }
}
