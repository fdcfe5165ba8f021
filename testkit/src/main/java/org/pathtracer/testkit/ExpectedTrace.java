// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.testkit.toml.TomlTable;

/** A trace in a scenario, and what must come of it. */
public final class ExpectedTrace {
    private final TomlTable table;
    private final String to;
    private final StopReason stop;
    private final List<ExpectedHop> hops;
    private final BiConsumer<TraceRequest.Builder, AddressFamily> options;

    private ExpectedTrace(
            TomlTable table,
            String to,
            StopReason stop,
            List<ExpectedHop> hops,
            BiConsumer<TraceRequest.Builder, AddressFamily> options) {
        this.table = table;
        this.to = to;
        this.stop = stop;
        this.hops = hops;
        this.options = options;
    }

    static ExpectedTrace read(TomlTable table) {
        String to = ScenarioReader.required(table, "to");
        StopReason stop = stop(table, table.string("stop").orElse("destination"));
        List<ExpectedHop> hops = table.strings("hops").stream()
                .map(text -> ExpectedHop.read(table, text))
                .toList();
        BiConsumer<TraceRequest.Builder, AddressFamily> options = (request, family) -> {
            table.ifInteger("first-hop", request::firstHop);
            table.ifInteger("max-hops", request::maxHops);
            table.ifInteger("queries", request::queries);
            table.ifInteger("gap-limit", request::gapLimit);
            table.ifDuration("timeout", request::timeout);
            table.ifFlag("dont-fragment", () -> request.dontFragment(true));
            table.ifInteger("traffic-class", request::trafficClass);
            table.ifInteger("flow", request::flow);
            table.ifInteger(family == AddressFamily.IPV6 ? "size6" : "size", request::size);
        };
        // Once for each family, so that what is wrong is told now.
        options.accept(TraceRequest.to("10.0.0.1"), AddressFamily.IPV4);
        options.accept(TraceRequest.to("fd00::1"), AddressFamily.IPV6);
        return new ExpectedTrace(table, to, stop, hops, options);
    }

    private static StopReason stop(TomlTable table, String word) {
        return Arrays.stream(StopReason.values())
                .filter(reason ->
                        reason.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
                .findFirst()
                .orElseThrow(() -> table.wrong("stop", "stop is \"%s\", which is no reason".formatted(word)));
    }

    void check(Topology topology) {
        if (topology.node(to).isEmpty()) {
            throw table.wrong("to", "a trace leads to the unknown node \"%s\"".formatted(to));
        }
        for (ExpectedHop hop : hops) {
            for (String node : hop.nodes()) {
                if (topology.node(node).isEmpty()) {
                    throw table.wrong("hops", "unknown node \"%s\"".formatted(node));
                }
            }
        }
    }

    /** Name of the node that it leads to. */
    public String to() {
        return to;
    }

    /** Why it must end. */
    public StopReason stop() {
        return stop;
    }

    /** What must be found at each TTL, from the first on. */
    public List<ExpectedHop> hops() {
        return hops;
    }

    /**
     * The request, with the scenario's options; more may be set.
     *
     * @throws InvalidRequestException if the target has no address of this family
     */
    public TraceRequest.Builder request(Topology topology, AddressFamily family) {
        Optional<InetAddress> address = topology.node(to).flatMap(node -> node.address(family));
        TraceRequest.Builder request = TraceRequest.to(
                address.orElseThrow(() -> new InvalidRequestException("%s has no %s address".formatted(to, family)))
                        .getHostAddress());
        options.accept(request, family);
        return request;
    }
}
