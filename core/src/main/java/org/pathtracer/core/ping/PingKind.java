// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.RateLimit;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Endpoints;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Room;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.ping.TargetResults;
import org.pathtracer.result.PingEventRecords;
import org.pathtracer.result.PingResultRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.UsedOptions;

/** Pings. */
public record PingKind(PingRequest request) implements OperationKind<PingEvent, PingResult> {
    private static final long SECOND_NANOS = 1_000_000_000;
    /** One loop alone sends more than a probe in this time. */
    private static final long EASY_PAUSE_NANOS = 20_000;
    /** Targets, and probes in flight, that are worth a loop. */
    private static final int LEAST_SHARE = 1024;

    @Override
    public boolean droppable(PingEvent event) {
        return !(event instanceof PingEvent.Started || event instanceof PingEvent.TargetCompleted);
    }

    @Override
    public PingEvent dropped(long count) {
        return new PingEventRecords.Dropped(count);
    }

    @Override
    public int parts(List<Endpoint> endpoints, int most) {
        int found = Endpoints.of(endpoints).found();
        long worth = Math.min(found, request.probe().maxConcurrency()) / LEAST_SHARE;
        return worth < 2 || shortestPause(found) >= EASY_PAUSE_NANOS ? 1 : (int) Math.min(most, worth);
    }

    /** Between two probes, in nanoseconds. */
    private long shortestPause(long targets) {
        RateLimit limit = request.probe().rateLimit();
        long paced = Math.max(request.interval().toNanos(), request.period().toNanos() / targets);
        return limit.limited() ? Math.max(paced, SECOND_NANOS / limit.packetsPerSecond()) : paced;
    }

    @Override
    public Launch<PingResult> launch(Setting setting, EventSink<PingEvent> events) {
        return launch(
                List.of(operation(new PingStrategy(request, setting, events), setting, 0, 1)),
                setting,
                findings -> findings.get(0).series());
    }

    @Override
    public Launch<PingResult> launch(List<Setting> settings, EventSink<PingEvent> events) {
        int parts = settings.size();
        Setting first = settings.get(0);
        Shares shares = new Shares(Endpoints.of(first.endpoints()), parts);
        Room room = new Room(request.keptReplies());
        List<Operation<PingStrategy.Findings>> operations = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int share = i;
            Setting own = settings.get(i).of(shares.of(i));
            PingStrategy strategy = new PingStrategy(
                    request,
                    own,
                    request.interval().multipliedBy(parts),
                    room,
                    index -> shares.place(share, index),
                    events);
            operations.add(operation(strategy, own, i, parts));
        }
        events.accept(PingStrategy.started(request, first));
        return launch(
                operations,
                first,
                findings -> shares.together(
                        findings.stream().map(PingStrategy.Findings::series).toList()));
    }

    /** A part of the ping, with its share of the limits. */
    private Operation<PingStrategy.Findings> operation(PingStrategy strategy, Setting setting, int part, int parts) {
        RateLimit limit = request.probe().rateLimit();
        return new Operation<>(
                strategy,
                setting.profile().destination(),
                parts == 1 || !limit.limited()
                        ? limit
                        : new RateLimit(
                                share(limit.packetsPerSecond(), part, parts),
                                Math.max(1, share(limit.burst(), part, parts))),
                share(request.probe().maxConcurrency(), part, parts),
                request.timeout().toNanos(),
                setting.deadline());
    }

    /** Shares of all parts together are the whole. */
    private static int share(int whole, int part, int parts) {
        return whole / parts + (part < whole % parts ? 1 : 0);
    }

    private Launch<PingResult> launch(
            List<Operation<PingStrategy.Findings>> operations,
            Setting setting,
            Function<List<PingStrategy.Findings>, List<PingSeries>> series) {
        TransportChoice transport = setting.transport();
        LongSupplier lostHere = setting.lostHere();
        LongSupplier clock = setting.clock();
        long start = setting.startNanos();
        Instant started = setting.started();
        BooleanSupplier networkChanged = setting.networkChanged();
        Optional<InetAddress> source = setting.source();
        return Launch.of(operations, findings -> {
            RunRecord run = new RunRecord(
                    request.probe().protocol(),
                    Setting.told(transport, lostHere.getAsLong()),
                    source,
                    started,
                    Duration.ofNanos(clock.getAsLong() - start),
                    stopReason(findings),
                    operations.stream().mapToLong(Operation::sent).sum(),
                    operations.stream().mapToLong(Operation::answered).sum(),
                    networkChanged.getAsBoolean(),
                    UsedOptions.of(request));
            return request.targetResults() == TargetResults.KEPT
                    ? new PingResultRecord(run, series.apply(findings))
                    : Totals.result(
                            run,
                            request.hostCount(),
                            findings.stream().map(PingStrategy.Findings::totals).toList());
        });
    }

    /** One part that was stopped makes the whole a part. */
    private static StopReason stopReason(List<PingStrategy.Findings> findings) {
        return findings.stream()
                .map(PingStrategy.Findings::stopReason)
                .filter(reason -> reason != StopReason.COMPLETED)
                .findFirst()
                .orElse(StopReason.COMPLETED);
    }
}
