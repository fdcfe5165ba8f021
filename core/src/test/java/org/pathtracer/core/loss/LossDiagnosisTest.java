// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.result.LossVerdictRecord;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossVerdict;

/** Verdicts on probes made by hand: '.' is answered, 'x' lost, 'o' answered by another address. */
class LossDiagnosisTest {
    private static final InetAddress ROUTER = InetAddress.getLoopbackAddress();
    private static final InetAddress OTHER = other();
    private static final long MILLI = 1_000_000;

    private static InetAddress other() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HopTrials hop(int ttl, long millisApart, String fates) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < fates.length(); i++) {
            Optional<InetAddress> from = switch (fates.charAt(i)) {
                case '.' -> Optional.of(ROUTER);
                case 'o' -> Optional.of(OTHER);
                default -> Optional.empty();
            };
            trials.add(new Trial(i * millisApart * MILLI, from));
        }
        return new HopTrials(ttl, trials);
    }

    private static LossVerdict verdict(HopTrials hop, HopTrials... behind) {
        List<HopTrials> path = new ArrayList<>(List.of(hop));
        path.addAll(List.of(behind));
        return LossDiagnosis.of(path).get(0);
    }

    @Test
    void allAnswered_isNone() {
        assertThat(verdict(hop(1, 10, "..."), hop(2, 10, "xx.")))
                .isEqualTo(new LossVerdictRecord(LossCause.NONE, 3, 0));
    }

    @Test
    void noneAnswered_isSilent() {
        assertThat(verdict(hop(1, 10, "xxx"), hop(2, 10, "...")))
                .isEqualTo(new LossVerdictRecord(LossCause.SILENT, 3, 3));
    }

    @Test
    void burstThenSilence_isALimit_ifLaterHopsAnswer() {
        LossVerdict verdict = verdict(hop(1, 10, "...xxxxxxx"), hop(2, 10, ".........."), hop(3, 10, ".........."));
        assertThat(verdict.cause()).isEqualTo(LossCause.RATE_LIMITED);
        assertThat(verdict.probability()).isGreaterThan(0.99);
        assertThat(verdict.path() + verdict.rateLimited() + verdict.pathChange())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void sameLossBehind_isLossOnThePath() {
        LossVerdict verdict = verdict(
                hop(1, 50, ".x..x.xx...x..x..x.."),
                hop(2, 50, "x..x..x..xx...x...x."),
                hop(3, 50, "..xx...x.x..x....xx."));
        assertThat(verdict.cause()).isEqualTo(LossCause.PATH);
    }

    @Test
    void slowAnsweredFastLost_isALimitEvenAtTheLastHop() {
        List<Trial> trials = new ArrayList<>(hop(1, 500, "......").trials());
        for (int i = 0; i < 20; i++) {
            trials.add(new Trial((3000 + i * 5) * MILLI, i == 0 ? Optional.of(ROUTER) : Optional.empty()));
        }
        hop(1, 500, "......")
                .trials()
                .forEach(slow -> trials.add(new Trial(slow.atNanos() + 3600 * MILLI, slow.from())));
        assertThat(verdict(new HopTrials(1, trials)).cause()).isEqualTo(LossCause.RATE_LIMITED);
    }

    @Test
    void gapWithOtherResponderAfterIt_isAChange_withTheSameOneAnOutage() {
        HopTrials behind = hop(3, 50, "........xxxx........");
        assertThat(verdict(hop(2, 50, "........xxxxoooooooo"), behind).cause()).isEqualTo(LossCause.PATH_CHANGE);
        assertThat(verdict(hop(2, 50, "........xxxx........"), behind).cause()).isEqualTo(LossCause.PATH);
    }

    @Test
    void nothingLostBehind_isNeverLossOnThePath() {
        for (String fates : List.of("x.", ".x", "x..", "..x", "x.x.x.x.", "xxxxxxx.", ".......x")) {
            HopTrials behind = hop(2, 50, ".".repeat(fates.length()));
            assertThat(verdict(hop(1, 50, fates), behind).cause()).as(fates).isNotEqualTo(LossCause.PATH);
        }
    }

    @Test
    void littleEvidence_isUndecided() {
        assertThat(verdict(hop(1, 50, "..x")).cause()).isEqualTo(LossCause.UNDECIDED);
    }

    @Test
    void manyProbes_areBoundedToTheLatest() {
        HopTrials hop = hop(1, 1, "x".repeat(5000) + ".".repeat(200));
        assertThat(hop.trials()).hasSize(200).allMatch(Trial::answered);
    }

    @Test
    void negativeClock_givesTheSame() {
        HopTrials hop = hop(1, 10, "...xxxxxxx");
        List<Trial> earlier = hop.trials().stream()
                .map(trial -> new Trial(trial.atNanos() + Long.MIN_VALUE / 2, trial.from()))
                .toList();
        assertThat(verdict(new HopTrials(1, earlier))).isEqualTo(verdict(hop));
    }
}
