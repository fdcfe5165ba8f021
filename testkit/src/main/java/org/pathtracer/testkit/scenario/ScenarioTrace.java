// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.expectation.ExpectedHop;
import org.pathtracer.testkit.topology.Network;

/**
 * A trace in a scenario file, and what must come of it.
 *
 * @since 0.1.0
 */
public final class ScenarioTrace {
    private final ScenarioTable table;
    private final String to;
    private final StopReason stop;
    private final List<ExpectedHop> hops;
    private final boolean spreads;
    private final BiConsumer<TraceRequest.Builder, AddressFamily> options;

    private ScenarioTrace(
            ScenarioTable table,
            String to,
            StopReason stop,
            List<ExpectedHop> hops,
            boolean spreads,
            BiConsumer<TraceRequest.Builder, AddressFamily> options) {
        this.table = table;
        this.to = to;
        this.stop = stop;
        this.hops = hops;
        this.spreads = spreads;
        this.options = options;
    }

    static ScenarioTrace read(ScenarioTable table) {
        String to = ScenarioReader.required(table, "to");
        StopReason stop = table.choice("stop", StopReason.class).orElse(StopReason.DESTINATION);
        boolean spreads = table.flag("spreads");
        List<ExpectedHop> hops = table.strings("hops").stream()
                .map(text -> HopReader.read(table, text))
                .toList();
        BiConsumer<TraceRequest.Builder, AddressFamily> options = (request, family) -> {
            table.ifInteger("first-hop", request::firstHop);
            table.ifInteger("max-hops", request::maxHops);
            table.ifInteger("queries", request::queries);
            table.ifInteger("gap-limit", request::gapLimit);
            table.ifDuration("timeout", request::timeout);
            table.ifFlag("sequential", () -> request.sequential(true));
            table.ifFlag("dont-fragment", () -> request.dontFragment(true));
            table.ifInteger("traffic-class", request::trafficClass);
            table.ifInteger("flow", request::flow);
            if (family == AddressFamily.IPV6) {
                table.ifInteger("flow-label", request::flowLabel);
            }
            table.choice("protocol", Protocol.class).ifPresent(request::protocol);
            table.ifInteger("port", request::port);
            table.ifInteger("source-port", request::sourcePort);
            table.choice("flow-method", FlowMethod.class).ifPresent(request::flowMethod);
            table.ifInteger(family == AddressFamily.IPV6 ? "size6" : "size", request::size);
        };
        // Once for each family, so that what is wrong is told now.
        tryOut(table, options, AddressFamily.IPV4);
        tryOut(table, options, AddressFamily.IPV6);
        return new ScenarioTrace(table, to, stop, hops, spreads, options);
    }

    private static void tryOut(
            ScenarioTable table, BiConsumer<TraceRequest.Builder, AddressFamily> options, AddressFamily family) {
        TraceRequest.Builder request = TraceRequest.to("localhost").family(family);
        options.accept(request, family);
        table.at("", request::build);
    }

    void check(Network topology) {
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

    /** Whether the probes of one TTL may take different ways. */
    public boolean spreads() {
        return spreads;
    }

    /**
     * What of a trace is not as it must be: a sentence each, empty if all is.
     *
     * @param result of a {@link #request}
     * @param topology the scenario's
     * @param family of the request
     * @param tolerance what each round-trip time may be longer; zero in virtual time
     */
    public List<String> differences(TraceResult result, Network topology, AddressFamily family, Duration tolerance) {
        return new TraceCheck(topology, family, tolerance).differences(this, result);
    }

    /**
     * The request, with the scenario's options; more may be set.
     *
     * @throws InvalidRequestException if the target has no address of this family
     */
    public TraceRequest.Builder request(Network topology, AddressFamily family) {
        Optional<InetAddress> address = topology.node(to).flatMap(node -> node.address(family));
        TraceRequest.Builder request = TraceRequest.to(
                address.orElseThrow(() -> new InvalidRequestException("%s has no %s address".formatted(to, family)))
                        .getHostAddress());
        options.accept(request, family);
        return request;
    }
}
