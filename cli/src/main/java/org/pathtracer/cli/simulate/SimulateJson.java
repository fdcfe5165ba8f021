// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.simulate;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.json.JsonDocument;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.topology.Node;
import org.pathtracer.testkit.tun.TunCounts;
import org.pathtracer.testkit.tun.TunNetwork;

/** What was simulated, for programs; docs/schema/simulate-1.json describes it. */
public final class SimulateJson {
    private final JsonDocument json;

    public SimulateJson(boolean compact) {
        json = new JsonDocument(compact);
    }

    public void print(PrintStream out, Scenario scenario, TunNetwork network, long seed, long nanos) {
        json.writeTo(out, () -> {
            json.string("schema", "pathtracer/simulate/1");
            json.string("scenario", scenario.name());
            json.number("seed", seed);
            json.string("device", network.device());
            json.number("mtu", network.mtu());
            json.strings(
                    "sources", network.sources().stream().map(AddressText::of).toList());
            json.array("nodes", List.copyOf(network.topology().nodes()), this::node);
            json.millis("durationMs", Duration.ofNanos(nanos));
            json.object("packets", () -> packets(network.counts()));
        });
    }

    private void node(Node node) throws IOException {
        json.object(() -> {
            json.string("name", node.name());
            json.name("role", node.role());
            json.strings(
                    "addresses", node.addresses().stream().map(AddressText::of).toList());
        });
    }

    private void packets(TunCounts counts) throws IOException {
        json.number("received", counts.received());
        json.number("ignored", counts.ignored());
        json.number("lost", counts.lost());
        json.number("overflowed", counts.overflowed());
        json.number("delivered", counts.delivered());
        json.number("refused", counts.refused());
        json.millis("latestMs", counts.latest());
    }
}
