// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.sample;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.ping.PingReply;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.result.PingReplyRecord;
import org.pathtracer.result.PingResultRecord;
import org.pathtracer.result.PingSeriesRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;

/** Samples as the ping that they amount to, for those who want to see what a diagnosis rests on. */
public final class SampledPings {
    private final PingTarget target;
    private final List<PingReply> replies = new ArrayList<>();
    private final RttRecorder rtts = new RttRecorder();
    private long sent;

    private SampledPings(InetAddress target) {
        this.target = PingTargetRecord.at(target);
    }

    /**
     * Returns the probes that go to the target, and to hops themselves, each as a ping of its own. Those that a TTL
     * ends before are left out.
     */
    public static List<PingResult> of(Samples samples) {
        Map<InetAddress, SampledPings> targets = new LinkedHashMap<>();
        for (Sample sample : samples.all()) {
            if (sample.series().ttl() == Series.FAR) {
                InetAddress to = sample.series().to().orElse(samples.target());
                targets.computeIfAbsent(to, SampledPings::new).add(sample);
            }
        }
        return targets.values().stream().map(ping -> ping.result(samples.run())).toList();
    }

    private void add(Sample sample) {
        sample.answer().filter(target::isAuthorOf).ifPresent(answer -> {
            replies.add(new PingReplyRecord(sent, answer, false));
            rtts.record(sent, answer.reception().rtt().toNanos());
        });
        sent++;
    }

    private PingResult result(RunRecord all) {
        RunRecord run = new RunRecord(
                all.protocol(),
                all.transport(),
                all.source(),
                all.started(),
                all.duration(),
                all.stopReason(),
                sent,
                replies.size(),
                all.networkChanged(),
                all.options());
        PingSeries series = new PingSeriesRecord(
                target, Statistics.of(sent, rtts), PingCountsRecord.NONE, Map.of(), replies, 0, List.of(), 0);
        return new PingResultRecord(run, List.of(series));
    }
}
