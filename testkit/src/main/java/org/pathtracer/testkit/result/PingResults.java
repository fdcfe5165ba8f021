// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.StopReason;
import org.pathtracer.ping.PingReply;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.result.PingReplyRecord;
import org.pathtracer.result.PingResultRecord;
import org.pathtracer.result.PingSeriesRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;

/**
 * Makes the result of a ping, probe by probe.
 *
 * @since 0.1.0
 */
public final class PingResults extends ResultBuilder<PingResult, PingResults> {
    private final List<PingSeries> others = new ArrayList<>();
    private final List<PingReply> replies = new ArrayList<>();
    private final RttRecorder rtts = new RttRecorder();
    private long sent;

    private PingResults(String target) {
        super(target);
    }

    /** Begins a ping of a target, as asked for. */
    public static PingResults to(String target) {
        return new PingResults(target);
    }

    @Override
    PingResults self() {
        return this;
    }

    /** Adds probes that the target answered in time, one for each round-trip time. */
    public PingResults replies(Duration... times) {
        Objects.requireNonNull(times, "times");
        for (Duration rtt : times) {
            replies.add(new PingReplyRecord(sent, Literals.echo(address, rtt), false));
            rtts.record(sent, rtt.toNanos());
            sent++;
        }
        return this;
    }

    /** Adds probes that were not answered. */
    public PingResults lost(int probes) {
        sent += probes;
        return this;
    }

    /** Adds the targets of another result, for a ping of several. */
    public PingResults and(PingResult other) {
        others.addAll(other.targets());
        return this;
    }

    @Override
    public PingResult build() {
        List<PingSeries> targets = new ArrayList<>();
        targets.add(new PingSeriesRecord(
                PingTargetRecord.at(target, address),
                Statistics.of(sent, rtts),
                PingCountsRecord.NONE,
                Map.of(),
                replies,
                0,
                List.of(),
                0));
        targets.addAll(others);
        return new PingResultRecord(
                run(
                        StopReason.COMPLETED,
                        targets.stream().mapToLong(PingSeries::sent).sum(),
                        targets.stream().mapToLong(PingSeries::received).sum()),
                targets);
    }
}
