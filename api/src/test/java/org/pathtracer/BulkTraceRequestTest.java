// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BulkTraceRequestTest {
    private static BulkTraceRequest.Builder two() {
        return TraceRequest.toAll(List.of("a.example", "192.0.2.0/30"));
    }

    @Test
    void nothingSaid_independentTracesWithTheOptionsOfATrace() {
        BulkTraceRequest request = two().build();
        assertThat(request.stopSet()).isFalse();
        assertThat(request.concurrentTraces()).isEqualTo(1024);
        assertThat(request.probe().rateLimit()).isEqualTo(RateLimit.NONE);
        assertThat(request.probe().maxConcurrency()).isEqualTo(8192);
        assertThat(request.each().queries()).isEqualTo(3);
        assertThat(request.each().maxHops()).isEqualTo(30);
        assertThat(request.each().enrichment()).isFalse();
        assertThat(request).hasToString("BulkTraceRequest[a.example and 1 more, ICMP]");
    }

    @Test
    void targets_eachOnceAndBlocksByTheirHosts() {
        BulkTraceRequest request = two().targets("a.example", "b.example").build();
        assertThat(request.targets()).hasSize(3);
        assertThat(request.hostCount()).isEqualTo(4);
        assertThat(TraceRequest.to(List.of(Target.of("192.0.2.0/30")))
                        .build()
                        .each()
                        .target())
                .isEqualTo(Target.of("192.0.2.1"));
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                refusal(builder -> builder.concurrentTraces(0), "concurrent traces"),
                refusal(builder -> builder.concurrentTraces(4097), "concurrent traces"),
                refusal(builder -> builder.firstHop(9).maxHops(3), "first hop 9 is beyond max hops 3"),
                refusal(
                        builder -> builder.stopSet(true).flowMethod(FlowMethod.CLASSIC),
                        "each probe of a classic trace"),
                refusal(builder -> builder.targets("10.0.0.0/15"), "at most 65536 can be"),
                refusal(builder -> builder.maxHops(255).queries(100), "25500 probes to each target"));
    }

    private static Arguments refusal(Consumer<BulkTraceRequest.Builder> option, String sentence) {
        return Arguments.of(option, sentence);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsense_isRefusedWithASentence(Consumer<BulkTraceRequest.Builder> option, String sentence) {
        assertThatThrownBy(() -> {
                    BulkTraceRequest.Builder builder = two();
                    option.accept(builder);
                    builder.build();
                })
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void noTarget_isRefused() {
        assertThatThrownBy(() -> TraceRequest.to(List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no target");
    }
}
