// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.multipath.MultipathAlgorithm;

class MultipathRequestTest {
    @Test
    void nothingSaid_udpAndTheWholeGraphWith95Percent() {
        MultipathRequest request = MultipathRequest.to("example.com").build();
        assertThat(request.probe().protocol()).isEqualTo(Protocol.UDP);
        assertThat(request.confidence()).isEqualTo(0.95);
        assertThat(request.scope()).isEqualTo(MultipathRequest.Scope.GRAPH);
        assertThat(request.algorithm()).isEqualTo(MultipathAlgorithm.MDA_LITE);
        assertThat(request.neighbours()).isZero();
    }

    @Test
    void lastConfidenceSaid_counts() {
        MultipathRequest.Builder builder =
                MultipathRequest.to("h").confidence(0.9).nodeConfidence(0.8);
        assertThat(builder.build().scope()).isEqualTo(MultipathRequest.Scope.NODE);
        assertThat(builder.build().confidence()).isEqualTo(0.8);
        assertThat(builder.confidence(0.7).build().scope()).isEqualTo(MultipathRequest.Scope.GRAPH);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, 95, Double.NaN, Double.POSITIVE_INFINITY})
    void confidenceOutsideOfZeroToOne_isRefused(double value) {
        MultipathRequest.Builder builder = MultipathRequest.to("h");
        assertThatThrownBy(() -> builder.confidence(value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("confidence is " + value + ", but must be between 0 and 1, both excluded, such as 0.95");
        assertThatThrownBy(() -> builder.nodeConfidence(value)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0099, -0.1, 1.01, 10, Double.NaN, Double.POSITIVE_INFINITY})
    void leastShareOutOfRange_isRefused(double share) {
        refused(builder -> builder.leastShare(share), "least share is " + share + ", but must be from 0.01 to 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 1})
    void leastShareInRange_isKept(double share) {
        assertThat(MultipathRequest.to("h").leastShare(share).build().leastShare())
                .isEqualTo(share);
        assertThat(MultipathRequest.to("h").build().leastShare()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void anySeed_isKept(long seed) {
        assertThat(MultipathRequest.to("h").seed(seed).build().seed()).hasValue(seed);
        assertThat(MultipathRequest.to("h").build().seed()).isEmpty();
    }

    @Test
    void numbersOutOfRange_areRefusedWithTheRange() {
        refused(builder -> builder.maxWidth(0), "max width is 0, but must be from 1 to 1024");
        refused(builder -> builder.maxWidth(1025), "max width is 1025, but must be from 1 to 1024");
        refused(builder -> builder.flows(0), "number of flows is 0, but must be from 1 to 65534");
        refused(builder -> builder.maxProbes(0), "max probes is 0, but must be from 1 to 1000000");
        refused(builder -> builder.neighbours(65), "number of neighbours is 65, but must be from 0 to 64");
        refused(builder -> builder.retries(11), "retries is 11, but must be from 0 to 10");
        refused(builder -> builder.gapLimit(-1), "gap limit is -1, but must be from 0 to 255");
        refused(builder -> builder.firstHop(0), "first hop is 0, but must be from 1 to 255");
        refused(builder -> builder.maxHops(256), "max hops is 256, but must be from 1 to 255");
        refused(
                builder -> builder.timeout(Duration.ZERO),
                "timeout is 0 s, but must be more than zero and at most a day");
    }

    @Test
    void contradictions_areRefused() {
        refused(builder -> builder.firstHop(9).maxHops(8), "first hop 9 is beyond max hops 8");
        refused(
                builder -> builder.flow(65_000).flows(1000),
                "flows 65000 to 65999 are too many: the highest flow is 65533");
        assertThat(MultipathRequest.to("h").flow(65_533).flows(1).build().flows())
                .isEqualTo(1);
    }

    private static void refused(UnaryOperator<MultipathRequest.Builder> options, String sentence) {
        assertThatThrownBy(() -> options.apply(MultipathRequest.to("h")).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(sentence);
    }
}
