// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.Flow;
import org.pathtracer.PingEvent;
import org.pathtracer.PingTarget;
import org.pathtracer.ProbeOutcome.Answer;

/**
 * Counts a ping's events as they come: a subscriber for {@code Measurement.events()}.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>what</th><th>tags</th></tr>
 * <tr><td>{@code pathtracer.ping.rtt}</td><td>timer of the target's own answers in time</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.ping.probes}</td><td>counter</td><td>target; outcome: answered, error (an ICMP error), lost,
 *     late, duplicate, not-sent</td></tr>
 * <tr><td>{@code pathtracer.ping.outages}</td><td>counter of outages that ended</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.ping.events.dropped}</td><td>counter of events that were missed</td><td></td></tr>
 * </table>
 */
public final class PingMetrics implements Flow.Subscriber<PingEvent> {
    private final MeterRegistry registry;
    private final TargetTags tags;

    /**
     * Into this registry.
     *
     * @param mostTargets targets with a tag of their own, 1 or more; all others are counted as target "others"
     */
    public PingMetrics(MeterRegistry registry, int mostTargets) {
        this.registry = registry;
        tags = new TargetTags(mostTargets);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(PingEvent event) {
        if (event instanceof PingEvent.Replied replied) {
            replied(replied.target(), replied.reply().answer());
        } else if (event instanceof PingEvent.Lost lost) {
            count(lost.target(), "lost");
        } else if (event instanceof PingEvent.Duplicate duplicate) {
            count(duplicate.target(), "duplicate");
        } else if (event instanceof PingEvent.NotSent failed) {
            count(failed.target(), "not-sent");
        } else if (event instanceof PingEvent.OutageEnded outage) {
            registry.counter("pathtracer.ping.outages", tags.of(outage.target()))
                    .increment();
        } else if (event instanceof PingEvent.Dropped dropped) {
            registry.counter("pathtracer.ping.events.dropped").increment((double) dropped.count());
        }
    }

    private void replied(PingTarget target, Answer answer) {
        if (answer.reception().late()) {
            count(target, "late");
        } else if (target.isAuthorOf(answer)) {
            count(target, "answered");
            Timer.builder("pathtracer.ping.rtt")
                    .description("Round-trip time of the target's own answers")
                    .tags(tags.of(target))
                    .register(registry)
                    .record(answer.reception().rtt());
        } else {
            count(target, "error");
        }
    }

    private void count(PingTarget target, String outcome) {
        Tags all = tags.of(target).and("outcome", outcome);
        Counter.builder("pathtracer.ping.probes")
                .description("Probes by what became of them")
                .tags(all)
                .register(registry)
                .increment();
    }

    /** The ping failed; nothing is left to count. */
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
