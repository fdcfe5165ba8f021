// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.sample;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.ProbeProfile;

/**
 * Sends each probe at its time, and waits for the answers: for the last ones as long as the slowest answer took and
 * four times the variation of all, so that lost probes don't prolong a fast measurement.
 */
final class SampleStrategy implements Strategy<SampleStrategy.Sampled> {
    /** What came of it. */
    record Sampled(List<Sample> all, StopReason reason, Optional<String> sendFailure) {}

    /** RFC 6298 section 2.3: a timeout is the round trip and four times its variation; here it is the slowest one. */
    private static final int VARIATIONS = 4;
    /**
     * RFC 6298 section 2.4 wants a second; here an answer that is late counts as lost only if none else is that late.
     */
    private static final long LEAST_PATIENCE_NANOS = 100_000_000;

    private static final class Mean {
        int count;
        double value;
    }

    private static final class Planned {
        final Series series;
        final long at;
        long sentAt;
        boolean awaited;
        boolean left;
        boolean settled;
        ProbeOutcome.@Nullable Answer answer;

        Planned(Series series, long at) {
            this.series = series;
            this.at = at;
            this.sentAt = at;
        }
    }

    private final ProbeProfile profile;
    private final long start;
    private final List<Planned> plan = new ArrayList<>();
    /** Destinations and flows with a probe in flight, where only one may be. */
    private final Set<List<Object>> busy = new HashSet<>();

    private boolean oneProbePerFlow;
    private Optional<String> sendFailure = Optional.empty();
    private long now;
    private long slowest;
    /** Mean round trips by what was asked: destination and TTL. */
    private final Map<List<Object>, Mean> means = new HashMap<>();
    /** How far round trips are from their mean; sum and number. */
    private double deviations;

    private int answers;
    private long lastSent;
    private int next;
    private int awaiting;

    SampleStrategy(SampleRequest request, Setting setting) {
        profile = setting.profile();
        oneProbePerFlow = setting.oneProbePerFlow();
        start = setting.startNanos();
        now = start;
        for (Series series : request.series()) {
            for (int i = 0; i < series.count(); i++) {
                plan.add(new Planned(series, series.startNanos() + i * series.intervalNanos()));
            }
        }
        plan.sort(Comparator.comparingLong(planned -> planned.at));
    }

    @Override
    public void onTime(long time) {
        now = time;
    }

    @Override
    public Optional<ProbeOrder> next() {
        if (next == plan.size() || now - start < plan.get(next).at) {
            return Optional.empty();
        }
        Planned planned = plan.get(next);
        if (oneProbePerFlow && !busy.add(flow(planned))) {
            return Optional.empty();
        }
        planned.awaited = true;
        awaiting++;
        lastSent = now;
        ProbeProfile to = planned.series.to().map(profile::to).orElse(profile);
        return Optional.of(new ProbeOrder(next++, planned.series.ttl(), planned.series.flow(), to));
    }

    private List<Object> flow(Planned planned) {
        return List.of(planned.series.to().orElse(profile.destination()), planned.series.flow());
    }

    @Override
    public void onSent(int key, long nanos) {
        plan.get(key).left = true;
        plan.get(key).sentAt = nanos - start;
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        Planned planned = plan.get(key);
        if (planned.answer == null) {
            planned.answer = answer;
            long rtt = answer.reception().rtt().toNanos();
            slowest = Math.max(slowest, rtt);
            deviation(planned.series, rtt);
        }
        settle(planned);
    }

    private void deviation(Series series, long rtt) {
        Mean mean = means.computeIfAbsent(
                List.of(series.to().orElse(profile.destination()), series.ttl()), key -> new Mean());
        mean.count++;
        mean.value += (rtt - mean.value) / mean.count;
        deviations += Math.abs(rtt - mean.value);
        answers++;
    }

    @Override
    public void onDuplicate(int key) {}

    @Override
    public void onTimeout(int key) {
        settle(plan.get(key));
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        sendFailure = sendFailure.or(() -> Optional.of(failure.errorName() + ": " + failure.advice()));
        plan.get(key).left = false;
        settle(plan.get(key));
    }

    private void settle(Planned planned) {
        planned.settled = true;
        if (planned.awaited) {
            planned.awaited = false;
            awaiting--;
            busy.remove(flow(planned));
        }
    }

    @Override
    public void onUnidentified(InetAddress destination) {
        oneProbePerFlow |= destination.equals(profile.destination());
    }

    @Override
    public long wakeAt() {
        if (next < plan.size()) {
            long at = start + plan.get(next).at;
            return at - now > 0 ? at : Long.MAX_VALUE;
        }
        return awaiting > 0 && slowest > 0 ? givenUpAt() : Long.MAX_VALUE;
    }

    private long givenUpAt() {
        return lastSent + patience();
    }

    private long patience() {
        long variation = answers == 0 ? 0 : (long) (deviations / answers);
        return slowest + Math.max(LEAST_PATIENCE_NANOS, VARIATIONS * variation);
    }

    @Override
    public Optional<StopReason> stopped() {
        boolean over = next == plan.size() && (awaiting == 0 || slowest > 0 && now - givenUpAt() >= 0);
        return over ? Optional.of(StopReason.COMPLETED) : Optional.empty();
    }

    @Override
    public Sampled result(StopReason reason) {
        List<Sample> all = new ArrayList<>();
        for (Planned planned : plan.subList(0, next)) {
            // At an early end, what may still be in flight is not lost.
            boolean late = slowest > 0 && now - start - planned.sentAt >= patience();
            boolean known = planned.settled || late || reason == StopReason.COMPLETED;
            if (planned.left && known) {
                all.add(new Sample(planned.series, planned.sentAt, Optional.ofNullable(planned.answer)));
            }
        }
        return new Sampled(all, reason, sendFailure);
    }
}
