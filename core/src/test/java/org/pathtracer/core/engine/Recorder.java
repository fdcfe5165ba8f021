// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.Optional;
import org.pathtracer.StopReason;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.probe.ProbeOutcome;

/** Sends a number of probes as fast as it may, and insists on the order of calls that {@link Strategy} promises. */
class Recorder implements Strategy<Recorder> {
    private final int wanted;
    private final boolean[] left;
    private final ProbeOutcome[] outcomes;
    final long[] sentAt;
    final int[] duplicates;
    int asked;
    int completed;
    int answered;
    int late;
    int timeouts;
    int failed;
    int linger;
    long now;
    StopReason reason = StopReason.MAX_HOPS;

    Recorder(int wanted) {
        this.wanted = wanted;
        left = new boolean[wanted];
        outcomes = new ProbeOutcome[wanted];
        sentAt = new long[wanted];
        duplicates = new int[wanted];
    }

    /** Goes on until that many answers came to completed probes, or forever. */
    Recorder lingering(int answers) {
        linger = answers;
        return this;
    }

    @Override
    public void onTime(long time) {
        check(time >= now || now == 0, "time goes backwards");
        now = time;
    }

    @Override
    public Optional<ProbeOrder> next() {
        return asked < wanted
                ? Optional.of(new ProbeOrder(asked, 1 + asked++ % 255, 0, EngineBench.profile()))
                : Optional.empty();
    }

    @Override
    public void onSent(int key, long nanos) {
        check(key < asked && outcomes[key] == null, "sent before asked for or after its end");
        left[key] = true;
        sentAt[key] = nanos;
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        check(left[key], "answered before it left");
        boolean expired = outcomes[key] instanceof ProbeOutcome.Timeout;
        check(outcomes[key] == null || expired, "answered twice");
        check(answer.reception().late() == expired, "late mark is wrong");
        late += expired ? 1 : 0;
        completed += expired ? 0 : 1;
        answered++;
        outcomes[key] = answer;
    }

    @Override
    public void onDuplicate(int key) {
        check(outcomes[key] instanceof ProbeOutcome.Answer, "duplicate of nothing");
        duplicates[key]++;
    }

    @Override
    public void onTimeout(int key) {
        check(left[key] && outcomes[key] == null, "timeout of what did not leave or has ended");
        outcomes[key] = new TimeoutRecord();
        timeouts++;
        completed++;
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        check(!left[key] && outcomes[key] == null, "failed after it left");
        outcomes[key] = failure;
        failed++;
        completed++;
    }

    @Override
    public long wakeAt() {
        return Long.MAX_VALUE;
    }

    @Override
    public Optional<StopReason> stopped() {
        boolean ended = completed == wanted && late + duplicates() >= linger;
        return ended ? Optional.of(StopReason.MAX_HOPS) : Optional.empty();
    }

    int duplicates() {
        int all = 0;
        for (int count : duplicates) {
            all += count;
        }
        return all;
    }

    @Override
    public Recorder result(StopReason why) {
        reason = why;
        return this;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
