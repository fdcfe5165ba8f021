// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.Hop;
import org.pathtracer.result.HopRecord;
import org.pathtracer.result.LossVerdictRecord;
import org.pathtracer.samples.Samples;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossRemedy;
import org.pathtracer.trace.LossVerdict;

public class LossTextTest {
    private static final Hop CLEAN = Samples.hop(4, Samples.echo("192.0.2.4", 900));
    private static final Hop SILENT = Samples.hop(5, Samples.TIMEOUT);

    private static Hop hop(LossVerdict verdict) {
        return HopRecord.withLossVerdict(Samples.hop(3, Samples.TIMEOUT), verdict);
    }

    private static Hop hop(LossCause cause, double path, double limit, double change) {
        return hop(new LossVerdictRecord(cause, path, limit, change, 10, 4));
    }

    @Test
    public void cause_isSaidWithItsProbability() {
        assertThat(LossText.of(List.of(hop(LossCause.RATE_LIMITED, 0.03, 0.97, 0))))
                .containsExactly("hop 3 lost 4 of 10: ICMP rate limited (p=0.97), not loss on the path");
        assertThat(LossText.of(List.of(hop(LossCause.PATH, 0.9999, 0.0001, 0))))
                .containsExactly("hop 3 lost 4 of 10: loss on the path (p=0.99)");
        assertThat(LossText.of(List.of(hop(LossCause.PATH_CHANGE, 0.05, 0, 0.95))))
                .containsExactly("hop 3 lost 4 of 10: the path changed meanwhile (p=0.95)");
    }

    @Test
    public void undecided_saysHowLikelyEachIs() {
        String each = "hop 3 lost 4 of 10: undecided"
                + " (ICMP rate limited p=0.55, loss on the path p=0.40, path change p=0.05)";
        Hop undecided = hop(LossCause.UNDECIDED, 0.4, 0.55, 0.05);
        assertThat(LossText.of(List.of(undecided))).containsExactly(each);
        assertThat(LossText.of(List.of(undecided, SILENT))).containsExactly(each);
    }

    @Test
    public void undecidedWithNothingLostBehind_isNotShownAsLossOnThePath() {
        assertThat(LossText.of(List.of(hop(LossCause.UNDECIDED, 0.4, 0.55, 0.05), CLEAN, SILENT)))
                .containsExactly(
                        "hop 3 lost 4 of 10: undecided (ICMP rate limited p=0.55), but nothing was lost behind it");
    }

    @Test
    public void undecided_namesWhatWouldDecide() {
        LossVerdict verdict = new LossVerdictRecord(LossCause.UNDECIDED, 0.4, 0.55, 0.05, 10, 4);
        assertThat(LossText.of(List.of(hop(LossVerdictRecord.withRemedy(verdict, LossRemedy.DIAGNOSE_LOSS)))))
                .singleElement()
                .asString()
                .endsWith("; --diagnose-loss would tell more");
        assertThat(LossText.of(List.of(hop(LossVerdictRecord.withRemedy(verdict, LossRemedy.MORE_QUERIES)))))
                .singleElement()
                .asString()
                .endsWith("; -q 30 --diagnose-loss would tell more");
    }

    @Test
    public void limitBeforeLoss_doesNotDenyTheLoss() {
        assertThat(LossText.of(List.of(hop(LossCause.RATE_LIMITED, 0.03, 0.97, 0), hop(LossCause.PATH, 0.98, 0.02, 0))))
                .first()
                .isEqualTo("hop 3 lost 4 of 10: ICMP rate limited (p=0.97)");
    }

    @Test
    public void nothingToExplain_isNotSaid() {
        assertThat(LossText.of(List.of(hop(new LossVerdictRecord(LossCause.NONE, 3, 0)), CLEAN)))
                .isEmpty();
        assertThat(LossText.of(List.of(hop(new LossVerdictRecord(LossCause.SILENT, 3, 3)), CLEAN)))
                .isEmpty();
        assertThat(LossText.of(List.of(Samples.hop(3, Samples.TIMEOUT), CLEAN))).isEmpty();
    }
}
