// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.statistics.Statistics;

/** Graphs made of paths, each a flow of its own: a name is a vertex, "*" a silent one, "-" nothing. */
final class Graphs {
    private Graphs() {}

    static MultipathGraph of(String... paths) {
        List<String[]> ways = new ArrayList<>();
        int length = 0;
        for (String path : paths) {
            ways.add(path.split(" "));
            length = Math.max(length, ways.get(ways.size() - 1).length);
        }
        List<String> keys = new ArrayList<>();
        for (int ttl = 1; ttl <= length; ttl++) {
            for (String[] way : ways) {
                if (ttl <= way.length && !keys.contains(ttl + way[ttl - 1])) {
                    keys.add(ttl + way[ttl - 1]);
                }
            }
        }
        List<MultipathVertex> vertices = new ArrayList<>();
        keys.forEach(key -> vertices.add(vertex(vertices.size(), key)));
        Set<List<Integer>> edges = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        List<MultipathPath> found = new ArrayList<>();
        for (String[] way : ways) {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < way.length; i++) {
                ids.add(keys.indexOf((i + 1) + way[i]));
            }
            for (int i = 1; i < ids.size(); i++) {
                edges.add(List.of(ids.get(i - 1), ids.get(i)));
            }
            found.add(new MultipathPathRecord(ids, List.of(found.size()), Optional.of(Duration.ofMillis(9))));
        }
        return new MultipathGraphRecord(
                vertices,
                edges.stream()
                        .<MultipathEdge>map(edge -> new MultipathEdgeRecord(edge.get(0), edge.get(1)))
                        .toList(),
                found);
    }

    private static MultipathVertex vertex(int id, String key) {
        String name = key.substring(1);
        Optional<InetAddress> address = name.equals("*") ? Optional.empty() : Optional.of(address(name));
        return new MultipathVertexRecord(
                id, key.charAt(0) - '0', address, name.equals("z"), Statistics.of(0, List.of()));
    }

    /** A letter's address. */
    static InetAddress address(String name) {
        try {
            return InetAddress.getByName("10.0.0." + (int) name.charAt(0));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Letters of vertices. */
    static String names(List<MultipathVertex> vertices) {
        StringBuilder names = new StringBuilder();
        for (MultipathVertex vertex : vertices) {
            names.append(vertex.address()
                    .map(address -> String.valueOf((char) address.getAddress()[3]))
                    .orElse("*"));
        }
        return names.toString();
    }
}
