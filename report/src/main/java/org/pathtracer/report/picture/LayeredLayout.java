// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathVertex;

/**
 * Places the vertices of a graph in layers, one per TTL: ordered by the mean place of their neighbours, back and forth,
 * so that few edges cross (Sugiyama, Tagawa, Toda, "Methods for visual understanding of hierarchical system
 * structures", 1981), then drawn towards their neighbours as far as the distance to the next allows.
 *
 * @since 0.1.0
 */
public final class LayeredLayout {
    private static final int SWEEPS = 12;

    private final List<List<Integer>> layers;
    private final List<List<Integer>> before = new ArrayList<>();
    private final List<List<Integer>> behind = new ArrayList<>();
    /** Places within their layers, one unit apart at least. */
    private final double[] places;

    public LayeredLayout(MultipathGraph graph) {
        TreeMap<Integer, List<Integer>> byTtl = new TreeMap<>();
        for (MultipathVertex vertex : graph.vertices()) {
            byTtl.computeIfAbsent(vertex.ttl(), ttl -> new ArrayList<>()).add(vertex.id());
            before.add(new ArrayList<>());
            behind.add(new ArrayList<>());
        }
        // What the sweeps below leave in any order stays in that of the addresses, not in that of the discovery.
        byTtl.values()
                .forEach(layer -> layer.sort(
                        Comparator.comparing(id -> graph.vertices().get(id).address(), LayeredLayout::compare)));
        layers = List.copyOf(byTtl.values());
        for (MultipathEdge edge : graph.edges()) {
            behind.get(edge.from()).add(edge.to());
            before.get(edge.to()).add(edge.from());
        }
        places = new double[graph.vertices().size()];
        layers.forEach(this::spread);
        for (int i = 0; i < SWEEPS; i++) {
            order(i % 2 == 0);
        }
        for (int i = 0; i < SWEEPS; i++) {
            pull(i % 2 == 0);
        }
    }

    /** By their bytes; silent vertices last. */
    private static int compare(Optional<InetAddress> one, Optional<InetAddress> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        return Arrays.compareUnsigned(one.get().getAddress(), other.get().getAddress());
    }

    /** Distance from the uppermost place. */
    public double place(int id) {
        double top = Double.MAX_VALUE;
        for (double place : places) {
            top = Math.min(top, place);
        }
        return places[id] - top;
    }

    /** Distance from the uppermost to the lowest place. */
    public double height() {
        double height = 0;
        for (int id = 0; id < places.length; id++) {
            height = Math.max(height, place(id));
        }
        return height;
    }

    /** At equal distances, the middle at 0. */
    private void spread(List<Integer> layer) {
        for (int i = 0; i < layer.size(); i++) {
            places[layer.get(i)] = i - (layer.size() - 1) / 2.0;
        }
    }

    private void order(boolean forward) {
        for (int i = 0; i < layers.size(); i++) {
            List<Integer> layer = layers.get(forward ? i : layers.size() - 1 - i);
            layer.sort(Comparator.comparingDouble(id -> wish(id, forward)));
            spread(layer);
        }
    }

    /** The mean place of a vertex' neighbours on one side; its own if it has none. */
    private double wish(int id, boolean forward) {
        return (forward ? before : behind)
                .get(id).stream().mapToDouble(other -> places[other]).average().orElse(places[id]);
    }

    private void pull(boolean forward) {
        for (int i = 0; i < layers.size(); i++) {
            List<Integer> layer = layers.get(forward ? i : layers.size() - 1 - i);
            double[] wishes =
                    layer.stream().mapToDouble(id -> wish(id, forward)).toArray();
            double[] down = wishes.clone();
            double[] up = wishes.clone();
            for (int j = 1; j < wishes.length; j++) {
                down[j] = Math.max(wishes[j], down[j - 1] + 1);
                int k = wishes.length - 1 - j;
                up[k] = Math.min(wishes[k], up[k + 1] - 1);
            }
            // Both keep the distances, so their mean does too, and favours neither direction.
            for (int j = 0; j < wishes.length; j++) {
                places[layer.get(j)] = (down[j] + up[j]) / 2;
            }
        }
    }
}
