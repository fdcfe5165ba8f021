// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingRequestTest {
    @Test
    void nothingSaid_isFivePingsOneASecond() {
        PingRequest request = PingRequest.to("example.com").build();
        assertThat(request.targets()).containsExactly(Target.of("example.com"));
        assertThat(request.count()).isEqualTo(5);
        assertThat(request.period()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.interval()).isEqualTo(Duration.ofMillis(10));
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(request.probe().rateLimit()).isEqualTo(RateLimit.NONE);
    }

    @Test
    void paceThatIsSaid_isTheOnlyOne() {
        PingRequest fast = PingRequest.to("a").interval(Duration.ZERO).build();
        assertThat(fast.interval()).isZero();
        assertThat(fast.period()).isZero();
        PingRequest perTarget =
                PingRequest.to("a").period(Duration.ofSeconds(3)).build();
        assertThat(perTarget.interval()).isZero();
        assertThat(perTarget.period()).isEqualTo(Duration.ofSeconds(3));
        PingRequest both = PingRequest.to("a")
                .interval(Duration.ofMillis(5))
                .period(Duration.ofSeconds(3))
                .build();
        assertThat(both.interval()).isEqualTo(Duration.ofMillis(5));
        assertThat(both.period()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void severalTargets_keepTheirOrderAndComeOnce() {
        assertThat(PingRequest.to("a")
                        .targets("b", "a")
                        .targets(List.of("c", "b"))
                        .targets(Target.of("d"), Target.of("a"))
                        .build()
                        .targets())
                .extracting(Target::toString)
                .containsExactly("a", "b", "c", "d");
        assertThat(PingRequest.toAll(List.of("x", "y")).build().target()).isEqualTo(Target.of("x"));
        assertThat(PingRequest.to(List.of(Target.of("x"), Target.of("y")))
                        .build()
                        .targets())
                .containsExactly(Target.of("x"), Target.of("y"));
    }

    @Test
    void addressWrittenInTwoWays_isPingedOnce() {
        assertThat(PingRequest.to("2001:DB8::1")
                        .targets("2001:db8:0::1")
                        .build()
                        .targets())
                .extracting(Target::toString)
                .containsExactly("2001:DB8::1");
    }

    @Test
    void block_staysOneTargetAndCountsForItsHosts() {
        PingRequest request = PingRequest.to("10.0.0.0/12").build();
        assertThat(request.targets()).containsExactly(Target.of("10.0.0.0/12"));
        assertThat(request.hostCount()).isEqualTo(1_048_574);
        PingRequest mixed =
                PingRequest.toAll(List.of("10.0.0.0/30", "a", "10.1.0.0/30")).build();
        assertThat(mixed.hostCount()).isEqualTo(5);
        assertThat(mixed.targets()).extracting(Target::toString).containsExactly("10.0.0.0/30", "a", "10.1.0.0/30");
        assertThat(mixed).hasToString("PingRequest[10.0.0.0/30 and 2 more, ICMP, count 5]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/33 | behind the slash is a number from 0 to 32",
                "10.0.0.0/ | behind the slash is a number",
                "10.0.0.0/-1 | behind the slash is a number",
                "10.0.0.0/8/8 | behind the slash is a number",
                "10.0.0/24 | 10.0.0/24 is not a valid address",
                "10.0.0.0.0/24 | is not a valid address",
                "10.0.0.256/24 | is not a valid address",
                "example.com/24 | is not a valid address",
                "10.0.0.0/8 | has 2^24 addresses, but a block may have at most 2^20: take /12 or a larger number",
                "2001:db8::/64 | take /108 or a larger number",
                "2001:db8::g/120 | is neither a host name, nor an address, nor a block",
                "10.0.0.300 | 10.0.0.300 is not a valid address",
                "'a b' | has a space or control character in it"
            })
    void malformedTarget_isRefusedWithAReason(String target, String reason) {
        assertThatThrownBy(() -> PingRequest.toAll(List.of("localhost", target)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void targets_areBounded() {
        assertThatThrownBy(() -> PingRequest.toAll(List.of("10.0.0.0/12", "10.16.0.0/12")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("more than 1048576 targets");
        assertThatThrownBy(() -> PingRequest.toAll(List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("there is no target");
        assertThatThrownBy(() -> PingRequest.to(List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("there is no target");
    }

    @Test
    void options_haveRanges() {
        PingRequest.Builder builder = PingRequest.to("a");
        assertThatThrownBy(() -> builder.count(-1)).hasMessage("count is -1, but must be from 0 to 2147483647");
        assertThatThrownBy(() -> builder.interval(Duration.ofMillis(-1)))
                .hasMessage("interval is -0.001 s, but must be from zero to a day");
        assertThatThrownBy(() -> builder.period(Duration.ofDays(2))).hasMessageContaining("period is 172800 s");
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> builder.ttl(0)).hasMessage("ttl is 0, but must be from 1 to 255");
        assertThatThrownBy(() -> builder.keptReplies(-1)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> builder.port(80).build()).isInstanceOf(InvalidRequestException.class);
    }
}
