// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@InLab(tools = "traceroute")
class EcmpIT {

    @ParameterizedTest
    @EnumSource
    void flows_takeAllParallelRouters_andJoinAgain(Family family) throws Exception {
        try (Lab lab = Lab.chain(3).ecmp(1, 3).open()) {
            // Each probe is a flow of its own: the destination port counts up.
            String out = lab.exec(Lab.CLIENT, "traceroute", "-n", "-q", "10", "-N", "50", target(lab, family))
                    .expectSuccess()
                    .stdout();
            List<String> lines = out.lines().skip(1).toList();
            assertThat(lines).hasSize(5);
            for (InetAddress branch : lab.hopChoices(family).get(1)) {
                assertThat(lines.get(1)).contains(compressed(branch));
            }
            assertThat(lines.get(2)).contains(Traceroute.texts(family, 2));
            assertThat(lines.get(4)).contains(Traceroute.texts(family, 4));
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
