// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.hub.storing.Recorder;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Failures;
import org.pathtracer.fleet.wire.Chosen;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.MeasureRequest;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.RegistryEntry;

/**
 * One measurement for one caller: asks each chosen vantage point where it is attached, asks those again whose hub or
 * link died, and ends when each has ended once, at the latest by its own clock.
 */
final class MeasurementCall {
    private static final long AGAIN_MILLIS = 700;
    private final HubState hub;
    private final MeasureRequest request;
    private final Outlet outlet;
    private final String id = UUID.randomUUID().toString();
    private final long endAt;
    private final Optional<Recorder> recorder;
    /** Retries that are left to each vantage point that has not ended. */
    private final Map<String, Integer> pending = new HashMap<>();

    private final List<VantageGroup> groups = new ArrayList<>();
    private final List<ScheduledFuture<?>> timers = new ArrayList<>();
    private int rounds;
    private boolean ended;

    MeasurementCall(HubState hub, MeasureRequest request, Outlet outlet) {
        this.hub = hub;
        this.request = request;
        this.outlet = outlet;
        recorder = hub.store().map(store -> new Recorder(store, request.getOperation()));
        endAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.getDeadlineMillis());
    }

    String id() {
        return id;
    }

    void start(List<RegistryEntry> chosen) {
        hub.measurements().add(this);
        outlet.offer(
                Piece.newBuilder()
                        .setRun(id)
                        .setChosen(Chosen.newBuilder()
                                .addAllVantagePoints(chosen.stream()
                                        .map(RegistryEntry::getInfo)
                                        .toList()))
                        .build(),
                PieceSink.NOTHING);
        synchronized (this) {
            chosen.forEach(entry -> pending.put(entry.getInfo().getName(), request.getRetries()));
            long signs = Bounds.SIGN_OF_LIFE.toMillis();
            timers.add(hub.timers().scheduleWithFixedDelay(outlet::signOfLife, signs, signs, TimeUnit.MILLISECONDS));
            timers.add(hub.timers()
                    .schedule(
                            this::timeOut,
                            request.getDeadlineMillis() + 2 * Bounds.GRACE.toMillis(),
                            TimeUnit.MILLISECONDS));
        }
        ask(chosen);
    }

    private void ask(List<RegistryEntry> entries) {
        Map<String, List<RegistryEntry>> byHub = new HashMap<>();
        entries.forEach(entry ->
                byHub.computeIfAbsent(entry.getNode(), any -> new ArrayList<>()).add(entry));
        String run;
        synchronized (this) {
            run = id + "-" + rounds++;
        }
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(endAt - System.nanoTime()));
        byHub.forEach((node, there) -> {
            List<String> names =
                    there.stream().map(entry -> entry.getInfo().getName()).toList();
            if (hub.registry().isUnreachable(node)) {
                names.forEach(name -> accept(
                        Failures.piece(
                                run + "/" + name,
                                name,
                                Failure.Code.HUB_UNREACHABLE,
                                "the hub of the vantage point can't be reached"),
                        PieceSink.NOTHING));
            } else if (node.equals(hub.registry().node())) {
                add(LocalGroup.start(hub, run, names, request.getOperation(), left, this::accept));
            } else {
                String address = there.get(0).getAddress();
                add(RemoteGroup.start(hub, node, address, run, names, request.getOperation(), left, this::accept));
            }
        });
    }

    private void add(VantageGroup group) {
        synchronized (this) {
            if (!ended) {
                groups.add(group);
                return;
            }
        }
        group.cancel();
    }

    private void accept(Piece piece, Runnable taken) {
        String name = piece.getVantagePoint();
        synchronized (this) {
            Integer left = pending.get(name);
            if (ended || left == null) {
                return; // it has ended
            }
            if (piece.getLast()) {
                if (left > 0 && canBeAskedAgain(piece.getFailure().getCode())) {
                    pending.put(name, left - 1);
                    timers.add(hub.timers().schedule(() -> askAgain(name), AGAIN_MILLIS, TimeUnit.MILLISECONDS));
                    return;
                }
                pending.remove(name);
            }
            recorder.ifPresent(one -> one.add(piece));
            outlet.offer(piece, taken);
            if (!pending.isEmpty()) {
                return;
            }
        }
        end();
        outlet.end();
    }

    private boolean canBeAskedAgain(Failure.Code code) {
        return switch (code) {
            case AGENT_LOST, HUB_UNREACHABLE, NOT_ATTACHED ->
                endAt - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS);
            default -> false;
        };
    }

    /** Where it is attached by now. */
    private void askAgain(String name) {
        hub.registry()
                .find(name)
                .ifPresentOrElse(
                        entry -> ask(List.of(entry)),
                        () -> accept(
                                Failures.piece(
                                        id + "/" + name,
                                        name,
                                        Failure.Code.NOT_ATTACHED,
                                        "the vantage point is not attached to any hub any more"),
                                PieceSink.NOTHING));
    }

    /** By this hub's own clock, whatever the others do. */
    private void timeOut() {
        List<String> late;
        synchronized (this) {
            late = List.copyOf(pending.keySet());
            pending.keySet().forEach(name -> pending.put(name, 0));
        }
        late.forEach(name -> accept(
                Failures.piece(
                        id + "/" + name, name, Failure.Code.TIMED_OUT, "the vantage point did not answer in time"),
                PieceSink.NOTHING));
    }

    void lost(String node) {
        List<VantageGroup> all;
        synchronized (this) {
            all = List.copyOf(groups);
        }
        all.forEach(group -> group.lost(node));
    }

    /** The caller has gone, or has all. */
    void end() {
        List<VantageGroup> all;
        synchronized (this) {
            ended = true;
            all = List.copyOf(groups);
            groups.clear();
            timers.forEach(timer -> timer.cancel(false));
            timers.clear();
        }
        all.forEach(VantageGroup::cancel);
        hub.measurements().remove(this);
    }

    @Override
    public @Nullable String toString() {
        return id;
    }
}
