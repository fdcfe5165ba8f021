// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.VantagePoint;

/**
 * Lets vantage points of a fleet measure each other by pings and traces. Each measures a few others only, which locates
 * a faulty link as well as all pairs would.
 *
 * @since 0.1.0
 */
public final class Mesh {
    private Mesh() {}

    /**
     * Measures, and returns at once what it will find. Each vantage point does one operation at a time. One without an
     * address measures others, and is not measured.
     *
     * @throws InvalidRequestException if there are fewer than two vantage points, or none that can be reached
     * @throws org.pathtracer.fleet.FleetException if no hub answers
     */
    public static CompletionStage<MeshResult> measure(Fleet fleet, MeshRequest request) {
        Map<String, VantagePoint> points = new TreeMap<>();
        fleet.vantagePoints(request.from()).forEach(point -> points.put(point.name(), point));
        require(
                points.size() >= 2,
                "a mesh needs two vantage points, and \"%s\" selects %d".formatted(request.from(), points.size()));
        require(
                points.values().stream().anyMatch(point -> !point.addresses().isEmpty()),
                "none of the %d vantage points can be reached: start agents with --address".formatted(points.size()));
        Map<String, Set<String>> peers = Peers.choose(List.copyOf(points.keySet()), request.peers(points.size()));
        List<CompletableFuture<List<MeshDirection>>> all = new ArrayList<>();
        peers.forEach((name, others) -> {
            List<VantagePoint> targets = others.stream()
                    .map(points::get)
                    .filter(point -> !point.addresses().isEmpty())
                    .toList();
            if (!targets.isEmpty()) {
                all.add(new MeshPoint(fleet, request, name, targets).measure());
            }
        });
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> new MeshResult(
                        points.keySet(),
                        all.stream().flatMap(one -> one.join().stream()).toList()));
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidRequestException(sentence);
        }
    }
}
