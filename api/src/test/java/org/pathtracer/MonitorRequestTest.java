// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MonitorRequestTest {
    @Test
    void defaults_areThoseOfTheDocumentation() {
        MonitorRequest request = MonitorRequest.to("a.example").build();
        assertThat(request.targets()).containsExactly(Target.of("a.example"));
        assertThat(request.cycles()).isEqualTo(10);
        assertThat(request.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.firstHop()).isEqualTo(1);
        assertThat(request.maxHops()).isEqualTo(30);
        assertThat(request.gapLimit()).isEqualTo(10);
        assertThat(request.changeAfter()).isEqualTo(3);
        assertThat(request.probe().rateLimit()).isEqualTo(RateLimit.NONE);
        assertThat(request.probe().maxConcurrency()).isEqualTo(8192);
    }

    @Test
    void targetsNamedTwice_areTakenOnce_andBlocksCountForTheirAddresses() {
        MonitorRequest request = MonitorRequest.toAll(List.of("a.example", "192.0.2.0/30", "a.example"))
                .targets("192.0.2.1")
                .build();
        assertThat(request.targets())
                .extracting(Target::toString)
                .containsExactly("a.example", "192.0.2.0/30", "192.0.2.1");
        assertThat(request.hostCount()).isEqualTo(4);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(builder -> builder.cycles(-1), "cycles is -1, but must be from 0 to 2147483647"),
                refusal(builder -> builder.interval(Duration.ofDays(2)), "interval is 172800 s"),
                refusal(builder -> builder.timeout(Duration.ZERO), "timeout is 0 s"),
                refusal(builder -> builder.firstHop(0), "first hop is 0"),
                refusal(builder -> builder.maxHops(256), "max hops is 256"),
                refusal(builder -> builder.firstHop(5).maxHops(4), "first hop 5 is beyond max hops 4"),
                refusal(builder -> builder.gapLimit(-1), "gap limit is -1"),
                refusal(builder -> builder.changeAfter(0), "traces before a change is 0"),
                refusal(builder -> builder.targets("10.0.0.300"), "target 10.0.0.300 is not a valid address"),
                refusal(builder -> builder.targets("10.0.0.0/8"), "10.0.0.0/8 has 2^24 addresses"),
                refusal(builder -> builder.targets("10.0.0.0/20"), "4095 targets to monitor, but at most 1024 can be"));
    }

    private static Arguments refusal(Consumer<MonitorRequest.Builder> option, String sentence) {
        return Arguments.of(option, sentence);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void nonsense_isRefusedWithASentence(Consumer<MonitorRequest.Builder> option, String sentence) {
        assertThatThrownBy(() -> {
                    MonitorRequest.Builder builder = MonitorRequest.to("a.example");
                    option.accept(builder);
                    builder.build();
                })
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(sentence);
    }
}
