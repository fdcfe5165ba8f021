// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Flow;
import org.pathtracer.PingEvent;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.micrometer.PingMeters.Outcome;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome.Answer;

/**
 * Counts a ping's events as they come: a subscriber for {@code Measurement.events()}. The meters of a target exist from
 * the ping's start on.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>what</th><th>tags</th></tr>
 * <tr><td>{@code pathtracer.ping.rtt}</td><td>timer with a histogram of the target's own answers in time</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.ping.probes}</td><td>counter</td><td>target; outcome: answered, error (an ICMP error), lost,
 *     late, duplicate, not-sent</td></tr>
 * <tr><td>{@code pathtracer.ping.outages}</td><td>counter of outages that ended</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.ping.events.dropped}</td><td>counter of events that were missed</td><td></td></tr>
 * </table>
 *
 * @since 0.1.0
 */
public final class PingMetrics implements Flow.Subscriber<PingEvent> {
    private final MeterRegistry registry;
    private final TargetTags tags;
    private final Counter dropped;
    private final Map<Tags, PingMeters> targets = new HashMap<>();

    /**
     * Counts into this registry.
     *
     * @param mostTargets targets with a tag of their own, 1 or more; all others are counted as target "others"
     */
    public PingMetrics(MeterRegistry registry, int mostTargets) {
        this.registry = registry;
        tags = new TargetTags(mostTargets);
        dropped = Counter.builder("pathtracer.ping.events.dropped")
                .description("Events that were missed")
                .register(registry);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(PingEvent event) {
        if (event instanceof PingEvent.Started started) {
            started.targets().forEach(this::meters);
        } else if (event instanceof PingEvent.Replied replied) {
            replied(replied.target(), replied.reply().answer());
        } else if (event instanceof PingEvent.Lost lost) {
            meters(lost.target()).count(Outcome.LOST);
        } else if (event instanceof PingEvent.Duplicate duplicate) {
            meters(duplicate.target()).count(Outcome.DUPLICATE);
        } else if (event instanceof PingEvent.NotSent failed) {
            meters(failed.target()).count(Outcome.NOT_SENT);
        } else if (event instanceof PingEvent.OutageEnded outage) {
            meters(outage.target()).outages.increment();
        } else if (event instanceof PingEvent.TargetCompleted completed) {
            completed(completed.series());
        } else if (event instanceof PingEvent.Dropped missed) {
            dropped.increment((double) missed.count());
        }
    }

    private void replied(PingTarget target, Answer answer) {
        PingMeters meters = meters(target);
        if (answer.reception().late()) {
            meters.count(Outcome.LATE);
        } else if (target.isAuthorOf(answer)) {
            meters.count(Outcome.ANSWERED);
            meters.rtt.record(answer.reception().rtt());
        } else {
            meters.count(Outcome.ERROR);
        }
    }

    /** Of a target whose probes were not told one by one. */
    private void completed(PingSeries series) {
        PingMeters meters = meters(series.target());
        PingSeries.Counts counts = series.counts();
        long errors = counts.unreachable() + counts.timeExceeded();
        meters.count(Outcome.ANSWERED, series.received());
        meters.count(Outcome.ERROR, errors);
        meters.count(Outcome.LOST, series.sent() - series.received() - errors);
        meters.count(Outcome.LATE, counts.late());
        meters.count(Outcome.DUPLICATE, counts.duplicates());
        series.sendFailures().values().forEach(times -> meters.count(Outcome.NOT_SENT, times));
        meters.outages.increment(
                (double) series.outages().stream().filter(Outage::ended).count());
        series.replies().stream()
                .map(PingReply::answer)
                .filter(answer -> !answer.reception().late() && series.target().isAuthorOf(answer))
                .forEach(answer -> meters.rtt.record(answer.reception().rtt()));
    }

    private PingMeters meters(PingTarget target) {
        return targets.computeIfAbsent(tags.of(target), all -> new PingMeters(all, registry));
    }

    /** Keeps what was counted: the ping failed. */
    @Override
    public void onError(Throwable failure) {}

    /** Keeps what was counted. */
    @Override
    public void onComplete() {}
}
