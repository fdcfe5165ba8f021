// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingTarget;
import org.pathtracer.cli.output.Progress;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.ping.SweepProgress;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.PingEventRecords;
import org.pathtracer.result.PingReplyRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.samples.Samples;

class SweepProgressTest {
    private static final PingTarget TARGET = PingTargetRecord.at("192.0.2.1", Samples.address("192.0.2.1"));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;
    private final SweepProgress progress = new SweepProgress(
            new Progress(
                    new Terminal(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), false, true),
                    () -> now),
            PingRequest.to("192.0.2.1").count(9).build());

    private String shown() {
        now += TimeUnit.SECONDS.toNanos(1);
        progress.show();
        return err.toString(StandardCharsets.UTF_8).replace("\r\033[K", "");
    }

    private static PingEvent replied(ProbeOutcome answer) {
        return new PingEventRecords.Replied(TARGET, new PingReplyRecord(0, (ProbeOutcome.Answer) answer, false));
    }

    @Test
    void icmpErrors_areNoAnswers() {
        progress.onEvent(replied(Samples.echo("192.0.2.1", 1000)));
        progress.onEvent(replied(Samples.unreachable("192.0.2.8", 900, UnreachableReason.NETWORK)));
        progress.onEvent(replied(Samples.unreachable("192.0.2.8", 900, UnreachableReason.PORT)));
        progress.onEvent(replied(Samples.unreachable("192.0.2.1", 900, UnreachableReason.PORT)));
        assertThat(shown()).isEqualTo("4 of 9 probes done, 2 answered ...");
    }

    @Test
    void lateAnswer_isOfAProbeThatIsDoneAlready() {
        progress.onEvent(new PingEventRecords.Lost(TARGET, 0));
        progress.onEvent(replied(Samples.late("192.0.2.1", 2_100_000)));
        assertThat(shown()).isEqualTo("1 of 9 probes done, 0 answered ...");
    }
}
