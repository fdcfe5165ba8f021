// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.mesh;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.pathtracer.fleet.locate.LinkLocator;
import org.pathtracer.fleet.locate.Location;
import org.pathtracer.fleet.locate.PathLoss;

/**
 * What vantage points measured of each other, and the link that explains what was lost. Immutable.
 *
 * @since 0.1.0
 */
public final class MeshResult {
    private record Key(String from, String to) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byFrom = from.compareTo(other.from);
            return byFrom != 0 ? byFrom : to.compareTo(other.to);
        }
    }

    private final List<String> vantagePoints;
    private final TreeMap<Key, MeshDirection> directions = new TreeMap<>();
    private final Optional<Location> location;

    MeshResult(Collection<String> vantagePoints, Collection<MeshDirection> all) {
        this.vantagePoints = vantagePoints.stream().sorted().toList();
        all.forEach(one -> directions.put(new Key(one.from(), one.to()), one));
        List<PathLoss> paths = directions.values().stream()
                .flatMap(one -> one.loss(direction(one.to(), one.from())).stream())
                .toList();
        location = paths.isEmpty() ? Optional.empty() : Optional.of(LinkLocator.locate(paths));
    }

    /** Returns the names of all vantage points of the mesh, sorted. */
    public List<String> vantagePoints() {
        return vantagePoints;
    }

    /** Returns what was measured, by the names of the two vantage points. Most pairs are not measured. */
    public List<MeshDirection> directions() {
        return List.copyOf(directions.values());
    }

    /** Returns what one measured of another one; empty if it did not. */
    public Optional<MeshDirection> direction(String from, String to) {
        return Optional.ofNullable(directions.get(new Key(from, to)));
    }

    /** Returns where packets are lost; empty if no ping was sent. */
    public Optional<Location> location() {
        return location;
    }

    @Override
    public String toString() {
        return "%d vantage points, %d directions: %s"
                .formatted(
                        vantagePoints.size(),
                        directions.size(),
                        location.map(Location::summary).orElse("nothing was measured"));
    }
}
