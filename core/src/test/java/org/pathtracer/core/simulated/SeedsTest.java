// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.Topology;

/** A failure that chance brings about is found, names its seed, and comes again with that seed alone. */
class SeedsTest {
    private static final String PROPERTY = "pathtracer.seed";
    private static final Pattern COMMAND = Pattern.compile("run it alone with -Dpathtracer\\.seed=(\\d+)");

    private final String given = System.getProperty(PROPERTY, "");

    @BeforeEach
    void allSeeds() {
        System.clearProperty(PROPERTY);
    }

    @AfterEach
    void asBefore() {
        if (!given.isEmpty()) {
            System.setProperty(PROPERTY, given);
        } else {
            System.clearProperty(PROPERTY);
        }
    }

    @Test
    void plantedFailure_namesItsSeedAndComesAgain() {
        Topology topology = ChaosTest.chain(link -> link.loss(0.002));
        List<TraceResult> lossy = new ArrayList<>();
        // Planted: it takes for granted that nothing is ever lost.
        LongConsumer test = seed -> {
            TraceResult result = Traces.trace(topology, seed, "10.0.0.8", request -> request.queries(1));
            List<String> names = Traces.names(topology, result);
            if (names.contains("-")) {
                lossy.add(result);
            }
            assertThat(names).doesNotContain("-");
        };
        AssertionError first = catchThrowableOfType(AssertionError.class, () -> Seeds.each(1_000, test));
        Matcher command = COMMAND.matcher(String.valueOf(first.getMessage()));
        assertThat(command.find()).isTrue();
        assertThat(Long.parseLong(command.group(1)))
                .as("a failure that not every seed has")
                .isPositive();

        System.setProperty(PROPERTY, command.group(1));
        AssertionError again = catchThrowableOfType(AssertionError.class, () -> Seeds.each(1_000, test));
        assertThat(again).hasMessage(first.getMessage());
        assertThat(lossy).hasSize(2);
        assertThat(Traces.Findings.of(lossy.get(1))).isEqualTo(Traces.Findings.of(lossy.get(0)));
    }
}
