// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BranchExplanationsTest {
    private static final int ROUTERS = 4;
    private static final int CASES = 400;
    /** From here on a diagnosis names a bad branch, which is a fifth of the faults before the evidence. */
    private static final double STATED = Math.log(4);

    private final Random random = new Random(20);

    /** Routers that lose as much as the target, from the first one on: no branch, whatever the flows' luck. */
    @Test
    void lossAtTheFirstLink_isNotTakenForABranch() {
        int stated = count(0.25, 1, List.of(0.25, 0.25, 0.25, 0.25));
        assertThat(stated).isLessThanOrEqualTo(CASES / 100);
    }

    @Test
    void badBranch_isFoundWhetherOrNotTheRoutersProbesTakeIt() {
        assertThat(count(0.5, 0.4, List.of(0.0, 0.0, 0.0, 0.0))).isGreaterThan(CASES * 9 / 10);
        assertThat(count(0.5, 0.4, List.of(0.0, 0.0, 0.5, 0.0))).isGreaterThan(CASES * 9 / 10);
    }

    @Test
    void withoutRouters_theFlowsAloneDecide() {
        List<HopLoss> flows = flows(0.5, 0.4);
        assertThat(BranchExplanations.logOdds(flows, 0, List.of(), List.of()))
                .isEqualTo(BranchExplanations.logOdds(flows));
    }

    /** How many cases are stated to have a bad branch. */
    private int count(double loss, double shareOfFlows, List<Double> routers) {
        return (int) IntStream.range(0, CASES)
                .filter(i -> {
                    List<HopLoss> hops = IntStream.range(0, ROUTERS)
                            .mapToObj(hop -> lost(hop, 24, routers.get(hop), 0.1))
                            .toList();
                    return BranchExplanations.logOdds(flows(loss, shareOfFlows), ROUTERS, List.of(), hops) > STATED;
                })
                .count();
    }

    private List<HopLoss> flows(double loss, double share) {
        return IntStream.range(0, 12)
                .mapToObj(flow -> lost(ROUTERS, 12, flow < 12 * share ? loss : 0, 0))
                .toList();
    }

    private HopLoss lost(int link, int sent, double share, double own) {
        long lost = IntStream.range(0, sent)
                .filter(i -> random.nextDouble() < share)
                .count();
        return new HopLoss(link, sent, lost, own);
    }
}
