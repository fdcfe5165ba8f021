// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.mesh;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Request;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetOutcome;
import org.pathtracer.fleet.FleetRequest;
import org.pathtracer.fleet.FleetResult;
import org.pathtracer.fleet.VantagePoint;
import org.pathtracer.statistics.Statistics;

/** What one vantage point does in a mesh: it pings all its peers, and then traces one after the other. */
final class MeshPoint {
    private final Fleet fleet;
    private final MeshRequest request;
    private final String name;
    private final Map<String, InetAddress> targets;
    private final Map<String, Statistics> pings = new HashMap<>();
    private final Map<String, TraceResult> paths = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();

    MeshPoint(Fleet fleet, MeshRequest request, String name, List<VantagePoint> peers) {
        this.fleet = fleet;
        this.request = request;
        this.name = name;
        targets = peers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        VantagePoint::name, peer -> peer.addresses().get(0)));
    }

    /** Each step begins when the one before has ended, so none of them needs a lock. */
    CompletableFuture<List<MeshDirection>> measure() {
        CompletableFuture<?> done = ping();
        for (Map.Entry<String, InetAddress> target : targets.entrySet()) {
            done = done.thenCompose(before -> trace(target.getKey(), target.getValue()));
        }
        return done.thenApply(all -> directions());
    }

    private CompletableFuture<Void> ping() {
        PingRequest ping = PingRequest.toAll(
                        targets.values().stream().map(CanonicalAddress::of).toList())
                .count(request.probes())
                .period(request.period())
                .keptReplies(0)
                .build();
        return run(ping).thenAccept(outcome -> {
            if (outcome.result().isPresent()) {
                note(outcome.result().get());
            } else {
                targets.keySet().forEach(peer -> failures.put(peer, outcome.failure()));
            }
        });
    }

    private void note(PingResult result) {
        result.targets()
                .forEach(series -> targets.forEach((peer, address) -> {
                    if (series.target().address().filter(address::equals).isPresent()) {
                        pings.put(peer, series.statistics());
                    }
                }));
    }

    private CompletableFuture<Void> trace(String peer, InetAddress address) {
        return run(TraceRequest.to(CanonicalAddress.of(address))
                        .enrichment(false)
                        .build())
                .thenAccept(outcome -> {
                    outcome.result().ifPresent(result -> paths.put(peer, result));
                    if (outcome.result().isEmpty()) {
                        failures.putIfAbsent(peer, outcome.failure());
                    }
                });
    }

    private record Ended<R>(Optional<R> result, String failure) {}

    private <R> CompletableFuture<Ended<R>> run(Request<?, R> operation) {
        FleetRequest<R> asked = FleetRequest.of(operation)
                .from("name=" + name)
                .deadline(request.deadline())
                .build();
        return fleet.start(asked).result().toCompletableFuture().handle(MeshPoint::ended);
    }

    private static <R> Ended<R> ended(@Nullable FleetResult<R> result, @Nullable Throwable failure) {
        if (result == null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            return new Ended<>(Optional.empty(), String.valueOf(cause == null ? null : cause.getMessage()));
        }
        FleetOutcome<R> outcome = result.outcomes().get(0);
        return outcome instanceof FleetOutcome.Failed<R> failed
                ? new Ended<>(Optional.empty(), failed.kind() + ": " + failed.message())
                : new Ended<>(Optional.of(result.completed().get(0).result()), "");
    }

    private List<MeshDirection> directions() {
        List<MeshDirection> directions = new ArrayList<>();
        for (String peer : targets.keySet()) {
            directions.add(new MeshDirection(
                    name,
                    peer,
                    Optional.ofNullable(pings.get(peer)),
                    Optional.ofNullable(paths.get(peer)),
                    Optional.ofNullable(failures.get(peer))));
        }
        return directions;
    }
}
