// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Operations;
import org.pathtracer.fleet.wire.MeasureRequest;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.VantagePointInfo;

/**
 * A measurement that runs: one call to a hub, and further ones to others for what is missing if a hub dies. Each
 * vantage point that was chosen gets one outcome.
 */
final class MeasurementRun<R> implements FleetMeasurement<R> {
    private final MeasureRequest request;
    private final List<ManagedChannel> hubs;
    private final AtomicInteger preferred;
    private final ScheduledExecutorService timers;
    private final Executor callbacks;
    private final OutcomePublisher<R> publisher;
    private final CompletableFuture<FleetResult<R>> result = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Map<String, Assembly<R>> pending = new LinkedHashMap<>();
    private final List<FleetOutcome<R>> outcomes = new ArrayList<>();
    private final long endAt;
    private @Nullable HubCall call;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean chosen;
    private boolean ended;
    private int attempts;

    MeasurementRun(
            MeasureRequest request,
            List<ManagedChannel> hubs,
            AtomicInteger preferred,
            ScheduledExecutorService timers,
            Executor callbacks) {
        this.request = request;
        this.hubs = hubs;
        this.preferred = preferred;
        this.timers = timers;
        this.callbacks = callbacks;
        publisher = new OutcomePublisher<>(callbacks, this::askForMore, this::cancel);
        endAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.getDeadlineMillis());
    }

    synchronized void begin() {
        deadline = timers.schedule(
                this::timeOut, request.getDeadlineMillis() + 3 * Bounds.GRACE.toMillis(), TimeUnit.MILLISECONDS);
        call(request);
    }

    CompletionStage<Void> finished() {
        return finished;
    }

    /** Asks the next hub. */
    private synchronized void call(MeasureRequest message) {
        int hub = Math.floorMod(preferred.get() + attempts, hubs.size());
        HubCall next = new HubCall(hub, this::onPiece, this::onEnd, timers);
        call = next;
        next.start(hubs.get(hub), message);
    }

    private void onPiece(HubCall from, Piece piece) {
        if (piece.hasChosen()) {
            preferred.set(from.hub());
            onChosen(piece.getChosen().getVantagePointsList());
        } else {
            onPart(piece);
        }
        // The next one when the subscriber has taken the last one.
        publisher.whenTaken();
    }

    private void askForMore() {
        HubCall current;
        synchronized (this) {
            current = call;
        }
        if (current != null) {
            current.askForMore();
        }
    }

    private void onChosen(List<VantagePointInfo> infos) {
        List<Assembly<R>> gone = new ArrayList<>();
        synchronized (this) {
            if (!chosen) {
                chosen = true;
                Class<? extends Reportable> expected = Operations.resultType(request.getOperation());
                infos.forEach(
                        info -> pending.put(info.getName(), new Assembly<>(Failing.vantagePoint(info), expected)));
                return;
            }
            Set<String> there = infos.stream().map(VantagePointInfo::getName).collect(Collectors.toSet());
            pending.forEach((name, assembly) -> {
                if (!there.contains(name)) {
                    gone.add(assembly);
                }
            });
        }
        gone.forEach(assembly -> finish(
                assembly.failed(FailureKind.NOT_ATTACHED, "the vantage point has left the fleet since it was chosen")));
    }

    private void onPart(Piece piece) {
        Assembly<R> assembly;
        synchronized (this) {
            assembly = pending.get(piece.getVantagePoint());
        }
        if (assembly != null) {
            assembly.add(piece).ifPresent(this::finish);
        }
    }

    private void finish(FleetOutcome<R> outcome) {
        boolean last;
        synchronized (this) {
            if (ended || pending.remove(outcome.vantagePoint().name()) == null) {
                return;
            }
            outcomes.add(outcome);
            last = pending.isEmpty();
        }
        publisher.offer(outcome);
        if (last) {
            end(null);
        }
    }

    /** The call ended. What is missing is asked of another hub, if that makes sense. */
    private void onEnd(HubCall from, Status status) {
        MeasureRequest again;
        synchronized (this) {
            if (ended || from != call) {
                return;
            }
            attempts++;
            boolean left = System.nanoTime() < endAt && attempts <= tries();
            again = left && (status.isOk() || Failing.isOfOneHub(status)) ? missing() : null;
        }
        if (again != null) {
            call(again);
        } else if (!chosen) {
            end(Failing.isOfOneHub(status) || status.isOk() ? Failing.unreachable(status) : Failing.refused(status));
        } else {
            String detail = status.getDescription() == null ? status.getCode().toString() : status.getDescription();
            failAll(FailureKind.HUB_UNREACHABLE, "the hub that was asked ended: " + detail);
        }
    }

    /** Each hub once before the vantage points are chosen. */
    private int tries() {
        return chosen ? hubs.size() - 1 + request.getRetries() : hubs.size() - 1;
    }

    private @Nullable MeasureRequest missing() {
        if (!chosen) {
            return request;
        }
        if (request.getRetries() == 0) {
            return null;
        }
        pending.values().forEach(Assembly::clear);
        return request.toBuilder()
                .clearSelector()
                .setCount(0)
                .addAllNames(pending.keySet())
                .setDeadlineMillis((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(endAt - System.nanoTime())))
                .build();
    }

    private void failAll(FailureKind kind, String sentence) {
        List<Assembly<R>> all;
        synchronized (this) {
            all = List.copyOf(pending.values());
        }
        all.forEach(assembly -> finish(assembly.failed(kind, sentence)));
    }

    private void timeOut() {
        if (isChosen()) {
            failAll(FailureKind.TIMED_OUT, "the vantage point did not answer in time");
        } else {
            end(Failing.unreachable(Status.DEADLINE_EXCEEDED));
        }
    }

    private synchronized boolean isChosen() {
        return chosen;
    }

    private void end(@Nullable FleetException failure) {
        FleetResult<R> all;
        HubCall last;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            all = new FleetResult<>(outcomes);
            last = call;
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
        if (last != null) {
            last.cancel();
        }
        publisher.end(failure);
        if (failure == null) {
            result.completeAsync(() -> all, callbacks);
        } else {
            result.completeExceptionally(failure);
        }
        finished.complete(null);
    }

    @Override
    public Flow.Publisher<FleetOutcome<R>> outcomes() {
        return publisher;
    }

    @Override
    public CompletionStage<FleetResult<R>> result() {
        publisher.takeAll();
        return result.minimalCompletionStage();
    }

    @Override
    public FleetResult<R> await() {
        publisher.takeAll();
        try {
            return result.get();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new FleetException(
                    FleetException.Reason.CANCELLED, "the thread was interrupted while it waited for the fleet", e);
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof FleetException known) {
                throw new FleetException(known.reason(), known.getMessage(), known);
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void cancel() {
        if (isChosen()) {
            failAll(FailureKind.CANCELLED, "the measurement was cancelled");
        } else {
            end(new FleetException(
                    FleetException.Reason.CANCELLED,
                    "the measurement was cancelled before vantage points were chosen"));
        }
    }
}
