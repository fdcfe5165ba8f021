// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option with a number: both bounds hold, what is beyond is refused in a sentence that helps. */
class OptionRangeTest {
    record Option(
            String name,
            BiConsumer<TraceRequest.Builder, Integer> set,
            ToIntFunction<TraceRequest> get,
            int lowest,
            int highest) {
        @Override
        public String toString() {
            return name;
        }

        TraceRequest with(int value) {
            TraceRequest.Builder builder = TraceRequest.to("192.0.2.1").maxHops(255);
            set.accept(builder, value);
            return builder.build();
        }
    }

    static Stream<Option> options() {
        return Stream.of(
                new Option(
                        "packet size",
                        (b, v) -> b.size(v),
                        r -> r.probe().size().orElseThrow(),
                        28,
                        65_535),
                new Option("flow", (b, v) -> b.flow(v), r -> r.probe().flow(), 0, 65_533),
                new Option(
                        "traffic class",
                        (b, v) -> b.trafficClass(v),
                        r -> r.probe().trafficClass(),
                        0,
                        255),
                new Option(
                        "rate limit in packets per second",
                        (b, v) -> b.rateLimit(v),
                        r -> r.probe().rateLimit().packetsPerSecond(),
                        0,
                        10_000_000),
                new Option(
                        "max concurrency",
                        (b, v) -> b.maxConcurrency(v),
                        r -> r.probe().maxConcurrency(),
                        1,
                        65_536),
                new Option("first hop", (b, v) -> b.firstHop(v), TraceRequest::firstHop, 1, 255),
                new Option("max hops", (b, v) -> b.maxHops(v), TraceRequest::maxHops, 1, 255),
                new Option("queries per hop", (b, v) -> b.queries(v), TraceRequest::queries, 1, 100),
                new Option("retries", (b, v) -> b.retries(v), TraceRequest::retries, 0, 100),
                new Option("gap limit", (b, v) -> b.gapLimit(v), TraceRequest::gapLimit, 0, 255));
    }

    @ParameterizedTest
    @MethodSource("options")
    void boundsOfRange_areTaken(Option option) {
        assertThat(option.get().applyAsInt(option.with(option.lowest()))).isEqualTo(option.lowest());
        assertThat(option.get().applyAsInt(option.with(option.highest()))).isEqualTo(option.highest());
    }

    @ParameterizedTest
    @MethodSource("options")
    void valuesBeyondRange_areRefusedWithNameValueAndRange(Option option) {
        for (int value : new int[] {option.lowest() - 1, option.highest() + 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> option.with(value))
                    .isExactlyInstanceOf(InvalidRequestException.class)
                    .hasMessage("%s is %d, but must be from %d to %d"
                            .formatted(option.name(), value, option.lowest(), option.highest()));
        }
    }
}
