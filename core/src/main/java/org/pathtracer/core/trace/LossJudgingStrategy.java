// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.core.loss.HopTrials;
import org.pathtracer.core.loss.LossDiagnosis;
import org.pathtracer.core.loss.Trial;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.result.HopRecord;
import org.pathtracer.result.LossVerdictRecord;
import org.pathtracer.result.TraceEventRecords;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossRemedy;
import org.pathtracer.trace.LossVerdict;

/**
 * A trace, and at its end a verdict on the loss at each of its hops; if asked for, after further probes. It looks on
 * while the trace runs, and changes nothing of it. Keys of its own probes are negative.
 */
public final class LossJudgingStrategy implements Strategy<TraceStrategy.Findings> {
    /** More lossy hops than that have a common cause, which the nearest of them show as well. */
    private static final int MOST_SUSPECTS = 8;

    /** Some hops behind may have been lucky, or limit their messages as well. */
    private static final int MOST_BEHIND = 4;

    /** With so many queries, more of them seldom decide; see the table in docs/loss.md. */
    private static final int MANY_QUERIES = 30;

    private final TimedTrace trace;
    private final TraceRequest request;
    private final ProbeProfile profile;
    private final Consumer<TraceEvent> events;
    private final LongSupplier lostHere;
    private boolean oneAtATime;
    private long now;
    private boolean traced;
    private @Nullable LossProbing probing;
    private boolean concluded;

    /** Judges the hops of a trace. */
    public LossJudgingStrategy(TimedTrace trace, TraceRequest request, Setting setting, Consumer<TraceEvent> events) {
        this.trace = trace;
        this.request = request;
        this.profile = setting.profile();
        this.oneAtATime = setting.oneProbePerFlow();
        this.events = events;
        this.lostHere = setting.lostHere();
    }

    @Override
    public void onTime(long time) {
        now = time;
        if (!traced) {
            trace.onTime(time);
            traced = trace.stopped().isPresent();
            if (traced && request.diagnoseLoss()) {
                startProbing();
            }
        }
        if (probing != null && !concluded && probing.over()) {
            OptionalInt undecided = undecided(probing);
            concluded = undecided.isEmpty() || !probing.goOn(answeringBehind(undecided.getAsInt()), time);
        }
    }

    /** TTL of the first hop that further probes have not decided yet. */
    private OptionalInt undecided(LossProbing series) {
        List<HopTrials> trials = trials(trace.result(StopReason.DESTINATION));
        List<LossVerdict> verdicts = LossDiagnosis.of(trials);
        return IntStream.range(0, trials.size())
                .filter(i -> series.ttls().contains(trials.get(i).ttl()))
                .filter(i -> verdicts.get(i).cause() == LossCause.UNDECIDED)
                .map(i -> trials.get(i).ttl())
                .findFirst();
    }

    /** The nearest hops behind: where these lose nothing, the path does not. */
    private List<Integer> answeringBehind(int ttl) {
        return trace.result(StopReason.DESTINATION).hops().stream()
                .filter(hop -> hop.ttl() > ttl && hop.received() > 0)
                .map(Hop::ttl)
                .limit(MOST_BEHIND)
                .toList();
    }

    private void startProbing() {
        List<Hop> hops = trace.result(StopReason.DESTINATION).hops();
        List<Integer> suspects = hops.stream()
                .filter(hop -> hop.received() > 0 && hop.received() < hop.sent())
                .map(Hop::ttl)
                .limit(MOST_SUSPECTS)
                .toList();
        if (!suspects.isEmpty()) {
            int last = hops.stream()
                    .filter(hop -> hop.received() > 0)
                    .mapToInt(Hop::ttl)
                    .max()
                    .orElseThrow();
            probing = new LossProbing(suspects, last, now);
            events.accept(new TraceEventRecords.DiagnosisStarted(suspects));
        }
    }

    @Override
    public Optional<ProbeOrder> next() {
        if (traced) {
            return probing == null ? Optional.empty() : next(probing);
        }
        return trace.next();
    }

    private Optional<ProbeOrder> next(LossProbing series) {
        int number = oneAtATime && series.awaiting() ? -1 : series.next(now);
        return number < 0
                ? Optional.empty()
                : Optional.of(new ProbeOrder(
                        -1 - number, series.probe(number).ttl, request.probe().flow(), profile, oneAtATime));
    }

    @Override
    public void onSent(int key, long nanos) {
        if (key >= 0) {
            trace.onSent(key, nanos);
        } else if (probing != null) {
            probing.sent(-1 - key, nanos);
        }
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        if (key >= 0) {
            trace.onAnswer(key, answer);
        } else {
            complete(key, Optional.of(answer.reception().address()));
        }
    }

    @Override
    public void onDuplicate(int key) {
        if (key >= 0) {
            trace.onDuplicate(key);
        }
    }

    @Override
    public void onTimeout(int key) {
        if (key >= 0) {
            trace.onTimeout(key);
        } else {
            complete(key, Optional.empty());
        }
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        if (key >= 0) {
            trace.onSendFailed(key, failure);
        } else {
            complete(key, Optional.empty());
        }
    }

    private void complete(int key, Optional<InetAddress> from) {
        if (probing != null) {
            probing.complete(-1 - key, from);
        }
    }

    @Override
    public void onUnidentified(InetAddress of) {
        oneAtATime |= of.equals(profile.destination());
        trace.onUnidentified(of);
    }

    @Override
    public long wakeAt() {
        if (!traced) {
            return trace.wakeAt();
        }
        return probing == null ? Long.MAX_VALUE : probing.wakeAt(now);
    }

    @Override
    public Optional<StopReason> stopped() {
        return traced && (probing == null || concluded) ? trace.stopped() : Optional.empty();
    }

    @Override
    public TraceStrategy.Findings result(StopReason reason) {
        // What ends the further probes from outside does not change why the trace itself had ended.
        TraceStrategy.Findings found = trace.result(trace.stopped().orElse(reason));
        List<LossVerdict> verdicts = LossDiagnosis.of(trials(found));
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            LossVerdict verdict = verdicts.get(i);
            if (found.hops().get(i).inferred().isPresent()) {
                // It was not asked, so it lost nothing.
                hops.add(found.hops().get(i));
                continue;
            }
            hops.add(HopRecord.withLossVerdict(
                    found.hops().get(i),
                    verdict.cause() == LossCause.UNDECIDED
                            ? LossVerdictRecord.withRemedy(verdict, remedy())
                            : verdict));
        }
        if (lostHere.getAsLong() > 0) {
            // What this host lost itself would be told as the network's.
            hops.clear();
            hops.addAll(found.hops());
        }
        int furtherSent = probing == null ? 0 : probing.sent();
        int furtherReceived = probing == null ? 0 : probing.received();
        return new TraceStrategy.Findings(
                hops,
                found.reached(),
                found.stopReason(),
                found.sent() + furtherSent,
                found.received() + furtherReceived);
    }

    private List<HopTrials> trials(TraceStrategy.Findings found) {
        List<HopTrials> trials = new ArrayList<>();
        for (Hop hop : found.hops()) {
            boolean target = found.reached() && trials.size() == found.hops().size() - 1;
            trials.add(trials(hop, probing == null ? List.of() : probing.trials(hop.ttl()), target));
        }
        return trials;
    }

    /** What loss is judged by: the hop's probes that left, and the further ones that were sent for the purpose. */
    private HopTrials trials(Hop hop, List<Trial> further, boolean target) {
        List<Trial> trials = new ArrayList<>(further.size() + hop.probes().size());
        trials.addAll(further);
        for (ProbeResult probe : hop.probes()) {
            if (!(probe.outcome() instanceof ProbeOutcome.SendFailed)) {
                Optional<InetAddress> from = probe.outcome() instanceof ProbeOutcome.Answer answer
                        ? Optional.of(answer.reception().address())
                        : Optional.empty();
                trials.add(new Trial(trace.sentNanos(hop.ttl(), probe.sequence()), from));
            }
        }
        return new HopTrials(hop.ttl(), trials, target);
    }

    private LossRemedy remedy() {
        if (!request.diagnoseLoss()) {
            return LossRemedy.DIAGNOSE_LOSS;
        }
        return request.queries() < MANY_QUERIES ? LossRemedy.MORE_QUERIES : LossRemedy.ANOTHER_TIME;
    }
}
