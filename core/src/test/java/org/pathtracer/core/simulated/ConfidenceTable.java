// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pathtracer.MultipathResult;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/**
 * The confidence that discoveries state beside the share of runs that found all, under conditions that make it hard. As
 * a program: {@code ConfidenceTable RUNS SECONDS} prints the table for the documentation; cells that would begin later
 * are missing.
 */
final class ConfidenceTable {
    /** What makes it hard. */
    enum Condition {
        NONE("none"),
        LIMITS("limits of Linux"),
        LOSS_2("loss 2 %"),
        LOSS_5("loss 5 %"),
        PER_PACKET("by packets"),
        WEIGHTS_2("weights 2:1"),
        WEIGHTS_9("weights 9:1"),
        LEAST_SHARE_9("weights 9:1, least share 0.1");

        final String text;

        Condition(String text) {
            this.text = text;
        }
    }

    /** Widths of TTLs; a negative one is linked with all of the TTL before. */
    enum Shape {
        TWO("1-2-1", 1, 2, 1),
        FOUR("1-4-1", 1, 4, 1),
        SIXTEEN("1-16-1", 1, 16, 1),
        NESTED("1-2-4-2-1", 1, 2, 4, 2, 1),
        MESHED("meshed 1-3-3-1", 1, 3, -3, 1);

        final String text;
        final List<Integer> widths;

        Shape(String text, Integer... widths) {
            this.text = text;
            this.widths = List.of(widths);
        }
    }

    /** What some runs came to. */
    static final class Cell {
        int runs;
        int found;
        int complete;
        int foundWhereComplete;
        int wrong;
        double stated;

        double meanStated() {
            return stated / runs;
        }
    }

    /** What the documentation shows. */
    private static final List<Shape> PRINTED = List.of(Shape.TWO, Shape.FOUR, Shape.MESHED);

    private ConfidenceTable() {}

    static Topology topology(Shape shape, Condition condition) {
        TopologyBuilder builder =
                Topology.builder().source("client").destination("server", node -> options(condition, true, node));
        List<List<String>> layers = new ArrayList<>();
        for (int layer = 0; layer < shape.widths.size(); layer++) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < Math.abs(shape.widths.get(layer)); i++) {
                String name = "n" + layer + "x" + i;
                boolean first = layer == 0;
                builder.router(name, node -> {
                    options(condition, false, node);
                    if (first && condition == Condition.PER_PACKET) {
                        node.balancing(Balancing.perPacket());
                    }
                });
                names.add(name);
            }
            layers.add(names);
        }
        builder.link("client", "n0x0", lossy(condition));
        for (int layer = 1; layer < layers.size(); layer++) {
            link(builder, layers.get(layer - 1), layers.get(layer), shape.widths.get(layer) < 0, condition);
        }
        builder.link(layers.get(layers.size() - 1).get(0), "server", lossy(condition));
        return builder.build();
    }

    private static void options(Condition condition, boolean target, NodeBuilder node) {
        if (target) {
            node.address(Multipaths.TARGET);
        }
        if (condition == Condition.LIMITS) {
            node.icmpRate(1, 6);
        }
    }

    private static Consumer<Link.Builder> lossy(Condition condition) {
        return link -> {
            Multipaths.tenMillis(link);
            double loss = condition == Condition.LOSS_2 ? 0.02 : condition == Condition.LOSS_5 ? 0.05 : 0;
            link.loss(loss).returnLoss(loss);
        };
    }

    /** The last way of each router gets the most. */
    private static void link(
            TopologyBuilder builder, List<String> before, List<String> here, boolean all, Condition condition) {
        int weight =
                condition == Condition.WEIGHTS_2 ? 2 : condition.ordinal() >= Condition.WEIGHTS_9.ordinal() ? 9 : 1;
        for (int i = 0; i < before.size(); i++) {
            List<String> next = new ArrayList<>();
            for (int j = 0; j < here.size(); j++) {
                boolean linked = here.size() >= before.size() ? j % before.size() == i : i % here.size() == j;
                if (all || linked) {
                    next.add(here.get(j));
                }
            }
            for (String name : next) {
                boolean heavy = name.equals(next.get(next.size() - 1));
                builder.link(before.get(i), name, link -> {
                    lossy(condition).accept(link);
                    link.weight(heavy ? weight : 1);
                });
            }
        }
    }

    static Cell cell(Shape shape, Condition condition, double confidence, int runs) {
        Topology topology = topology(shape, condition);
        Set<String> links = Multipaths.links(topology);
        Set<String> ends = new TreeSet<>();
        links.forEach(link -> ends.addAll(List.of(link.split(">"))));
        Cell cell = new Cell();
        for (int run = 0; run < runs; run++) {
            MultipathResult result = Multipaths.discover(
                    topology,
                    run,
                    request -> request.confidence(confidence)
                            .leastShare(condition == Condition.LEAST_SHARE_9 ? 0.1 : 1)
                            .enrichment(false));
            Set<String> edges = Multipaths.edges(topology, result);
            boolean found = condition == Condition.PER_PACKET
                    ? names(topology, result).containsAll(ends)
                    : edges.containsAll(links);
            cell.runs++;
            cell.found += found ? 1 : 0;
            cell.complete += result.complete() ? 1 : 0;
            cell.foundWhereComplete += found && result.complete() ? 1 : 0;
            boolean tooFar = result.vertices().stream()
                            .filter(MultipathVertex::destination)
                            .count()
                    > 1;
            boolean silent = result.vertices().stream()
                    .anyMatch(vertex -> vertex.address().isEmpty());
            if (result.complete() && (!links.containsAll(edges) || tooFar || silent)) {
                cell.wrong++;
                System.err.printf("%s, %s, %s, run %d: %s%n", shape, condition, confidence, run, edges);
            }
            cell.stated += result.confidence().graph();
        }
        return cell;
    }

    private static Set<String> names(Topology topology, MultipathResult result) {
        Set<String> names = new TreeSet<>();
        for (int ttl = 1; ttl <= topology.nodes().size(); ttl++) {
            names.addAll(Multipaths.names(topology, result, ttl));
        }
        return names;
    }

    /** Prints the table. */
    public static void main(String[] arguments) {
        int runs = Integer.parseInt(arguments[0]);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
        System.out.println("| shape | condition | confidence | stated | found | complete | false |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (double confidence : new double[] {0.95, 0.9, 0.99}) {
            for (Shape shape : confidence == 0.95 ? PRINTED : List.of(Shape.FOUR)) {
                for (Condition condition : Condition.values()) {
                    System.out.printf(Locale.ROOT, "| %s | %s | %.2f |", shape.text, condition.text, confidence);
                    System.out.println(
                            System.nanoTime() < end
                                    ? text(cell(shape, condition, confidence, runs))
                                    : " missing | | | |");
                }
            }
        }
    }

    private static String text(Cell cell) {
        return String.format(
                Locale.ROOT,
                " %.3f | %.2f | %.2f | %d |",
                cell.meanStated(),
                cell.found / (double) cell.runs,
                cell.complete / (double) cell.runs,
                cell.wrong);
    }
}
