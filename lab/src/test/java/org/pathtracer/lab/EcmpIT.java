// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@InLab(tools = "traceroute")
@SameForAllUsers
class EcmpIT {

    @ParameterizedTest
    @EnumSource
    void flows_takeAllParallelRouters(Family family) {
        try (Lab lab = Lab.chain(3).ecmp(1, 3).open()) {
            // Sixty flows, since each probe has ports of its own: that one of three routers gets none is unthinkable.
            String seen = IntStream.range(0, 6)
                    .mapToObj(i -> lab.exec(
                                    Lab.CLIENT,
                                    "traceroute",
                                    "-n",
                                    "-f",
                                    "2",
                                    "-m",
                                    "2",
                                    "-q",
                                    "10",
                                    target(lab, family))
                            .expectSuccess()
                            .stdout())
                    .collect(Collectors.joining());
            assertThat(lab.hopChoices(family).get(1))
                    .hasSize(3)
                    .allSatisfy(branch -> assertThat(seen).contains(" " + compressed(branch) + " "));
        }
    }

    @ParameterizedTest
    @EnumSource
    void flows_joinAgain_atOneAddress(Family family) {
        try (Lab lab = Lab.chain(3).ecmp(1, 3).open()) {
            List<String> trace = Traceroute.run(lab, family);
            assertThat(trace).hasSize(5).startsWith(Traceroute.texts(family, 1).get(0));
            assertThat(trace.subList(2, 5)).isEqualTo(Traceroute.texts(family, 2, 3, 4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneFlow_staysOnOneRouter(Family family) {
        try (Lab lab = Lab.chain(2).ecmp(1, 4).open()) {
            List<List<String>> traces = IntStream.range(0, 5)
                    .mapToObj(i -> Traceroute.run(lab, family, "-U", "--sport=4000"))
                    .toList();
            assertThat(traces).allMatch(traces.get(0)::equals);
        }
    }

    @ParameterizedTest
    @EnumSource
    void parallelRoutersBeforeTheTarget_areAllowed(Family family) {
        try (Lab lab = Lab.chain(1).ecmp(1, 2).open()) {
            assertThat(Traceroute.run(lab, family))
                    .hasSize(3)
                    .endsWith(Traceroute.texts(family, 2).get(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hops_areNotSingle(Family family) {
        try (Lab lab = Lab.chain(2).ecmp(1, 2).open()) {
            assertThatThrownBy(() -> lab.hops(family)).hasMessageContaining("use hopChoices");
            assertThat(lab.hopChoices(family)).extracting(List::size).containsExactly(1, 2, 1, 1);
        }
    }

    private static String target(Lab lab, Family family) {
        return lab.target(family).getHostAddress();
    }

    private static String compressed(InetAddress address) {
        return address.getHostAddress().replace(":0:0:0:0:0:", "::");
    }
}
