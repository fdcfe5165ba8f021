// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pathtracer.MultipathEvent;
import org.pathtracer.MultipathResult;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.ConfidenceText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.format.VertexText;

/**
 * A multipath graph for people: a tree, then what is remarkable, then how sure it is.
 *
 * @since 0.1.0
 */
public final class MultipathText {
    private final LineOutput out;
    private final Palette palette;
    private int probes;
    private int vertices;

    public MultipathText(LineOutput out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    public boolean onEvent(MultipathEvent event) {
        if (event instanceof MultipathEvent.Started started) {
            print(head(started.target(), started.address(), started.protocol(), started.transport()));
        } else if (event instanceof MultipathEvent.ProbeCompleted) {
            probes++;
        } else if (event instanceof MultipathEvent.VertexFound) {
            vertices++;
        }
        return !out.lost();
    }

    public String waiting() {
        return count(probes, "probe") + ", " + vertices + " addresses ...";
    }

    private String head(String target, InetAddress address, Protocol protocol, TransportChoice transport) {
        return "paths to " + palette.strong(Printable.line(target)) + " (" + AddressText.of(address) + "), " + protocol
                + " over " + Printable.line(transport.name());
    }

    /** All that is known of one that is over. */
    public void whole(MultipathResult result) {
        print(head(result.target(), result.address(), result.protocol(), result.transport()));
        onResult(result);
    }

    public void onResult(MultipathResult result) {
        new MultipathTree(result.graph(), palette).lines().forEach(this::print);
        remarks(result).forEach(this::print);
        result.limits().forEach(limit -> print(palette.faint("note: " + Printable.line(limit.sentence()))));
        RunNotes.ofHost(result.transport(), result.networkChanged())
                .forEach(note -> print(palette.faint("note: " + note)));
        String summary = summary(result);
        print(result.reached() ? palette.good(summary) : palette.bad(summary));
    }

    /** Returns what is remarkable of a graph, a sentence each: diamonds, unusual load balancers, routers. */
    public static List<String> remarks(MultipathResult result) {
        List<String> remarks = new ArrayList<>();
        result.diamonds().forEach(diamond -> remarks.add(text(diamond, result.graph())));
        result.loadBalancers().stream()
                .filter(balancer -> balancer.kind() != LoadBalancer.Kind.PER_FLOW)
                .forEach(balancer -> remarks.add(text(balancer)));
        result.routers().forEach(router -> remarks.add(text(router)));
        return remarks;
    }

    private static String text(Diamond diamond, MultipathGraph graph) {
        String from = diamond.divergence().isPresent()
                ? name(graph, diamond.divergence().getAsInt())
                : "this host";
        String to = diamond.convergence().isPresent()
                ? " to " + name(graph, diamond.convergence().getAsInt())
                : ", open";
        String marks = (diamond.meshed() ? ", meshed" : "") + (diamond.asymmetric() ? ", asymmetric" : "");
        return "diamond from " + from + to + ": " + diamond.maxWidth() + " wide, " + diamond.length() + " long" + marks;
    }

    private static String name(MultipathGraph graph, int id) {
        return VertexText.name(graph.vertices().get(id));
    }

    private static String text(LoadBalancer balancer) {
        String who = balancer.address().map(AddressText::of).orElse(balancer.ttl() == 0 ? "this host" : "*");
        String how = balancer.kind() == LoadBalancer.Kind.PER_PACKET
                ? "sends each packet another way, whatever its flow"
                : "chooses by the destination, as probes to its neighbours show";
        return who + " (TTL " + balancer.ttl() + ") " + how;
    }

    private static String text(MultipathRouter router) {
        String why =
                router.evidence().stream().sorted().map(MultipathText::text).collect(Collectors.joining(", and "));
        return "one router, as it seems: "
                + router.addresses().stream().map(AddressText::of).collect(Collectors.joining(", ")) + " (" + why + ")";
    }

    private static String text(MultipathRouter.Evidence evidence) {
        return switch (evidence) {
            case COMMON_COUNTER -> "their answers count together";
            case COMMON_LABELS -> "probes come with the same labels";
            case INTERFACE_INFORMATION -> "it names its interfaces";
        };
    }

    /** Returns how it ended, and how sure it is. */
    public static String summary(MultipathResult result) {
        return List.of(
                        result.reached() ? "reached" : "not reached",
                        count(result.paths().size(), "path"),
                        count(result.vertices().size(), "vertex"),
                        count(result.probesSent(), "probe"),
                        Milliseconds.rough(result.duration()),
                        "complete with " + percent(result.confidence().graph()) + " (each place "
                                + percent(result.confidence().perNode()) + ") "
                                + ConfidenceText.assumption(result.confidence()))
                .stream()
                .collect(Collectors.joining(", "));
    }

    private static String count(long number, String what) {
        String plural = what.endsWith("x") ? "vertices" : what + "s";
        return number + " " + (number == 1 ? what : plural);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private void print(String line) {
        out.line(line);
    }
}
