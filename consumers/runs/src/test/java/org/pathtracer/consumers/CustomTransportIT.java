// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transport that was compiled against the API alone. It has no network, so any system will do. */
class CustomTransportIT {
    @Test
    void fakePath_isTracedAsBuilderTransportAndAsService() {
        String printed = Consumer.named("custom-transport").runOnClassPath();
        assertThat(printed.lines().toList()).isEqualTo(expected("builder", "service"));
    }

    /** What the documentation shows is what was compiled and tested, but for the line with the licence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "main/java/consumer/FakePathProvider",
                "main/java/consumer/FakePath",
                "main/java/consumer/SimpleLoop",
                "test/java/consumer/FakePathTest"
            })
    void documentation_showsTheCode(String file) throws IOException {
        Path consumers = Path.of(System.getProperty("consumers"));
        String code = Files.readString(consumers.resolve("custom-transport/src/" + file + ".java"));
        String page = Files.readString(consumers.resolve("../docs/custom-transport.md"));
        assertThat(page).contains("```java" + code.substring(code.indexOf('\n')) + "```");
    }

    private static List<String> expected(String... ways) {
        return Stream.of(ways)
                .flatMap(way -> Stream.of(
                        way + ": transport=fake reached=true",
                        way + " 1 192.0.2.1 3/3",
                        way + " 2 192.0.2.2 3/3",
                        way + " 3 203.0.113.7 3/3"))
                .toList();
    }
}
