// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.StopReason;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.load.LoadAction;
import org.pathtracer.core.load.LoadStrategy;
import org.pathtracer.result.BufferbloatEventRecords;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.LoadReport;
import org.pathtracer.spi.RequestTimes;

/**
 * A bufferbloat test: probes leave at an even pace all the time, while the load comes and goes beside them. A report of
 * the load is due every few milliseconds, and each is answered with what the load does next; nothing waits for it.
 */
public final class BufferbloatStrategy implements LoadStrategy<BufferbloatStrategy.Findings> {
    /**
     * What a test found out.
     *
     * @param phases the idle one first
     * @param bottleneck if there is one
     * @param failure of the load
     * @param samples each probe
     * @param stopReason why it ended
     */
    public record Findings(
            List<BufferbloatPhase> phases,
            Optional<Bottleneck> bottleneck,
            Optional<LoadFailure> failure,
            List<LatencySample> samples,
            StopReason stopReason) {}

    private static final long REPORT_NANOS = 10_000_000;
    /** Between two loads, and after the last: time for the queues to run empty. */
    private static final long SHORTEST_REST = 300_000_000;

    private static final int REST_ROUND_TRIPS = 4;

    private enum Stage {
        IDLE,
        LOADED,
        REST,
        LAST_ANSWERS,
        ENDED
    }

    private final BufferbloatRequest request;
    private final Consumer<BufferbloatEvent> events;
    private final Setting setting;
    private final long start;
    private final PathProbes probes;
    private final ProbeLog log;
    private final RequestPace pace;
    private final List<LoadDirection> toLoad = new ArrayList<>();
    private final List<PhaseRecord> phases = new ArrayList<>();
    /** What the load does next, until a report is answered with it. */
    private final List<LoadAction> actions = new ArrayList<>();

    private final Map<LoadDirection, Progress> progress = new EnumMap<>(LoadDirection.class);
    private final boolean oneAtATime;
    private int inFlight;
    private long now;
    private long nextReport;
    private long stageEnd;
    private Stage stage = Stage.IDLE;
    private LoadReport report = new LoadReport(false, Optional.empty(), 0, 0, 0, 0, 0, 0, List.of());
    private @Nullable LoadFailure failure;
    private boolean announced;

    /** When a direction's load last moved, and how far it was then. */
    private record Progress(long bytes, long at) {}

    /** A test to be told {@link #onTime} first. */
    public BufferbloatStrategy(BufferbloatRequest request, Setting setting, Consumer<BufferbloatEvent> events) {
        this.request = request;
        this.setting = setting;
        this.events = events;
        oneAtATime = setting.oneProbePerFlow();
        start = setting.startNanos();
        now = start;
        nextReport = start;
        probes = new PathProbes(request, setting.profile().destination(), request.locate(), start);
        log = new ProbeLog(start);
        pace = new RequestPace(request, start);
        if (request.sequential()) {
            toLoad.addAll(List.of(LoadDirection.DOWN, LoadDirection.UP));
        } else {
            toLoad.add(request.direction());
        }
        stageEnd = start + request.idle().toNanos();
        phases.add(new PhaseRecord(null, report, start));
    }

    @Override
    public void onTime(long time) {
        now = time;
        if (!announced) {
            announced = true;
            events.accept(new BufferbloatEventRecords.Started(
                    request.url().toString(),
                    setting.profile().destination(),
                    request.probe().protocol(),
                    setting.transport()));
            events.accept(new BufferbloatEventRecords.PhaseStarted(Optional.empty(), elapsed(), request.idle()));
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(now - start);
    }

    @Override
    public boolean reportDue() {
        return now - nextReport >= 0;
    }

    @Override
    public List<LoadAction> onReport(LoadReport latest) {
        nextReport = now + REPORT_NANOS;
        take(latest);
        judge();
        List<LoadAction> result = List.copyOf(actions);
        actions.clear();
        return result;
    }

    @Override
    public void onLastReport(LoadReport latest) {
        PhaseRecord last = phases.get(phases.size() - 1);
        if (last.end == PhaseRecord.OPEN) {
            take(latest);
            noteProgress();
            last.finish(report, loadedUntil(), now);
        }
    }

    private void take(LoadReport latest) {
        report = latest;
        report.times().forEach(this::take);
    }

    private void judge() {
        if (report.failure().isPresent() && stage != Stage.LAST_ANSWERS && stage != Stage.ENDED) {
            fail(report.failure().get());
        }
        switch (stage) {
            case IDLE -> whileIdle();
            case LOADED -> whileLoaded(phases.get(phases.size() - 1).loadedPhase());
            case REST -> whileResting();
            case LAST_ANSWERS -> {
                if (inFlight == 0 || now - stageEnd >= 0) {
                    log.giveUpPending();
                    stage = Stage.ENDED;
                }
            }
            case ENDED -> {}
        }
    }

    private void take(RequestTimes times) {
        PhaseRecord phase = phases.get((int) times.tag());
        phase.requests.add(times);
        if (phase.end == PhaseRecord.OPEN && phase.load != null) {
            phase.load.add(times);
        }
    }

    private void whileIdle() {
        if (now - stageEnd >= 0 && report.ready()) {
            phases.get(0).end = now;
            beginLoad();
        } else if (report.ready()) {
            request(1, 0);
        }
    }

    private void whileResting() {
        if (now - stageEnd >= 0) {
            beginLoad();
        }
    }

    private void beginLoad() {
        LoadDirection direction = toLoad.remove(0);
        stage = Stage.LOADED;
        stageEnd = now + request.duration().toNanos();
        phases.add(new PhaseRecord(new LoadedPhase(request, direction, report, now), report, now));
        progress.clear();
        for (LoadDirection one : List.of(LoadDirection.DOWN, LoadDirection.UP)) {
            if (direction.includes(one)) {
                progress.put(one, new Progress(bytes(one), now));
                addConnections(one, 0);
            }
        }
        events.accept(new BufferbloatEventRecords.PhaseStarted(Optional.of(direction), elapsed(), request.duration()));
    }

    private void addConnections(LoadDirection direction, int there) {
        int more = Math.min(request.connectionStep(), request.maxConnections() - there);
        for (int i = 0; i < more; i++) {
            actions.add(new LoadAction.AddConnection(direction));
        }
    }

    private void whileLoaded(LoadedPhase phase) {
        noteProgress();
        if (now - phase.intervalEnd() >= 0) {
            events.accept(new BufferbloatEventRecords.IntervalMeasured(
                    phase.direction(), phase.endInterval(report, start, now)));
            if (now - stageEnd < 0) {
                grow(phase, LoadDirection.DOWN, report.connectionsDown());
                grow(phase, LoadDirection.UP, report.connectionsUp());
            }
        }
        if (now - stageEnd >= 0 || request.stopWhenStable() && phase.stable()) {
            endLoad();
            return;
        }
        checkProgress();
        if (stage == Stage.LOADED) {
            request(2, phase.bytesPerSecond());
        }
    }

    private void grow(LoadedPhase phase, LoadDirection direction, int there) {
        if (phase.wantsMore(direction)) {
            addConnections(direction, there);
        }
    }

    private void noteProgress() {
        progress.replaceAll((direction, before) ->
                bytes(direction) == before.bytes() ? before : new Progress(bytes(direction), now));
    }

    /** From then on at least one direction stood still. */
    private long loadedUntil() {
        return progress.values().stream().mapToLong(Progress::at).min().orElse(now);
    }

    private void checkProgress() {
        for (Map.Entry<LoadDirection, Progress> entry : progress.entrySet()) {
            if (now - entry.getValue().at() >= request.timeout().toNanos()) {
                String stalled = entry.getKey() == LoadDirection.DOWN ? "sent nothing" : "took nothing";
                fail(new LoadFailure(
                        LoadFailure.Kind.STALLED,
                        "The server " + stalled + " for " + request.timeout().toMillis() + " ms"));
                return;
            }
        }
    }

    private long bytes(LoadDirection direction) {
        return direction == LoadDirection.DOWN ? report.bytesDown() : report.bytesUp();
    }

    private void request(int perRound, double bytesPerSecond) {
        if (pace.due(report, perRound, bytesPerSecond, now)) {
            long tag = phases.size() - 1L;
            actions.add(new LoadAction.RequestOnNewConnection(tag));
            if (perRound > 1) {
                actions.add(new LoadAction.RequestOnLoadedConnection(tag));
            }
        }
    }

    private void fail(LoadFailure cause) {
        failure = cause;
        if (stage == Stage.LOADED) {
            noteProgress();
            phases.get(phases.size() - 1).failed = true;
        }
        toLoad.clear();
        events.accept(new BufferbloatEventRecords.Failed(cause));
        endLoad();
    }

    private void endLoad() {
        actions.add(new LoadAction.StopLoad());
        PhaseRecord phase = phases.get(phases.size() - 1);
        if (phase.end == PhaseRecord.OPEN) {
            phase.finish(report, loadedUntil(), now);
        }
        stage = toLoad.isEmpty() ? Stage.LAST_ANSWERS : Stage.REST;
        long rest = Math.max(SHORTEST_REST, REST_ROUND_TRIPS * log.longestNanos());
        stageEnd = now + Math.min(rest, request.timeout().toNanos());
    }

    @Override
    public Optional<ProbeOrder> next() {
        boolean probing = stage != Stage.LAST_ANSWERS && stage != Stage.ENDED;
        if (!probing || log.full() || oneAtATime && inFlight > 0) {
            return Optional.empty();
        }
        OptionalInt due = probes.due(now);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        int ttl = due.getAsInt();
        inFlight++;
        return Optional.of(new ProbeOrder(
                log.add(ttl, now),
                ttl == 0 ? PathProbes.FULL_TTL : ttl,
                request.probe().flow(),
                setting.profile()));
    }

    @Override
    public void onSent(int key, long nanos) {
        log.sent(key, nanos);
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        if (answer.reception().late()) {
            return;
        }
        inFlight--;
        if (probes.answered(log.ttl(key), answer)) {
            log.answered(key, answer.reception().rtt().toNanos());
        } else {
            log.lost(key);
        }
        tell(key);
    }

    private void tell(int key) {
        // Those beyond the path are the destination's, asked for to find its distance.
        if (log.ttl(key) <= probes.hops()) {
            events.accept(new BufferbloatEventRecords.Sampled(log.sample(key)));
        }
    }

    @Override
    public void onDuplicate(int key) {
        // The first answer's time counts.
    }

    @Override
    public void onTimeout(int key) {
        inFlight--;
        log.lost(key);
        tell(key);
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed sendFailure) {
        inFlight--;
        log.notSent(key);
    }

    @Override
    public long wakeAt() {
        // A probe of a transport that takes one at a time may be due long since: its answer wakes.
        return stage == Stage.LAST_ANSWERS || oneAtATime && inFlight > 0 || log.full()
                ? nextReport
                : Math.min(nextReport, probes.wakeAt());
    }

    @Override
    public Optional<StopReason> stopped() {
        return stage == Stage.ENDED ? Optional.of(StopReason.COMPLETED) : Optional.empty();
    }

    @Override
    public Findings result(StopReason reason) {
        PhaseReport summary = new PhaseReport(log, probes, setting.profile().destination(), start);
        List<BufferbloatPhase> all = new ArrayList<>();
        PhaseRecord idle = phases.get(0);
        for (PhaseRecord phase : phases) {
            all.add(summary.of(phase, idle));
        }
        return new Findings(
                all,
                summary.bottleneck(all),
                Optional.ofNullable(failure),
                log.samples(ttl -> ttl <= probes.hops()),
                reason);
    }
}
