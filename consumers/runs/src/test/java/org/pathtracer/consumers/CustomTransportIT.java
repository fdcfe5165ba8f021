// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A transport that was compiled against the API alone. It has no network, so any system will do. */
class CustomTransportIT {
    @Test
    void fakePath_isTracedAsBuilderTransportAndAsService() {
        String printed = Consumer.named("custom-transport").runOnClassPath();
        assertThat(printed.lines().toList()).isEqualTo(expected("builder", "service"));
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
