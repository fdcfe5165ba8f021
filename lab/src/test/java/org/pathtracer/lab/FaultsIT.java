// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.lab.Traceroute.SILENCE;
import static org.pathtracer.lab.Traceroute.texts;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@InLab(tools = {"traceroute", "nft", "ping"})
@SameForAllUsers
class FaultsIT {

    @ParameterizedTest
    @EnumSource
    void silentRouter_isMissingInTheTraceOnly(Family family) {
        try (Lab lab = Lab.chain(3).silent(2).open()) {
            List<String> all = texts(family, 1, 2, 3, 4);
            assertThat(Traceroute.run(lab, family)).containsExactly(all.get(0), SILENCE, all.get(2), all.get(3));
            lab.exec(Lab.CLIENT, "ping", "-c", "1", all.get(1)).expectSuccess();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "V4, NET, !N", "V4, HOST, !H", "V4, ADMIN_PROHIBITED, !X",
        "V6, NET, !N", "V6, HOST, !H", "V6, ADMIN_PROHIBITED, !X",
    })
    void rejectingRouter_endsTheTraceWithItsCode(Family family, Rejection rejection, String mark) {
        try (Lab lab = Lab.chain(3).rejecting(2, rejection).open()) {
            String first = texts(family, 1).get(0);
            String second = texts(family, 2).get(0);
            assertThat(Traceroute.run(lab, family)).containsExactly(first, second, second + " " + mark);
        }
    }

    @ParameterizedTest
    @EnumSource
    void portUnreachableOfARouter_isRefusal(Family family) {
        try (Lab lab = Lab.chain(2).rejecting(1, Rejection.PORT).open()) {
            // The answer looks like that of a target, but comes from the router.
            String first = texts(family, 1).get(0);
            assertThat(Traceroute.run(lab, family))
                    .startsWith(first, first)
                    .doesNotContain(texts(family, 3).get(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void blackhole_answersForItselfAndSwallowsTheRest(Family family) {
        try (Lab lab = Lab.chain(3).blackhole(2).open()) {
            List<String> first = texts(family, 1, 2);
            assertThat(Traceroute.run(lab, family, "-m", "4"))
                    .containsExactly(first.get(0), first.get(1), SILENCE, SILENCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void narrowLink_isReportedByTheRouterBeforeIt(Family family) {
        try (Lab lab = Lab.chain(3).mtu(2, 1400).open()) {
            CommandResult big = ping(lab, family, 1401);
            assertThat(big.exitCode()).isNotZero();
            assertThat(big.stdout())
                    .containsIgnoringCase("from " + texts(family, 2).get(0))
                    .contains("mtu");
            ping(lab, family, 1400).expectSuccess();
        }
    }

    private static CommandResult ping(Lab lab, Family family, int packetBytes) {
        int headers = family == Family.V4 ? 28 : 48;
        String target = lab.target(family).getHostAddress();
        return lab.exec(
                Lab.CLIENT, "ping", "-c", "1", "-W", "2", "-M", "do", "-s", "" + (packetBytes - headers), target);
    }

    @ParameterizedTest
    @CsvSource({"V4, 2, 3", "V6, 2, 3", "V4, 1, 3", "V6, 1, 3"})
    void loop_goesRoundUntilTheTtlEnds(Family family, int back, int from) {
        try (Lab lab = Lab.chain(4).loopBetween(back, from).open()) {
            List<String> round = texts(family, 1, 2, 3).subList(back - 1, from);
            List<String> trace = Traceroute.run(lab, family, "-m", "9");
            assertThat(trace.subList(0, from)).isEqualTo(texts(family, 1, 2, 3));
            assertThat(trace.subList(from, from + round.size())).isEqualTo(round);
            assertThat(trace.subList(from + round.size(), from + 2 * round.size()))
                    .isEqualTo(round);
        }
    }
}
