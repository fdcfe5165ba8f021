// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.Run;
import org.pathtracer.TraceRequest;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.topology.Node;

/** Results of all operations on a simulated network. */
final class SimulatedResults {
    private SimulatedResults() {}

    static TraceRequest traceOf(Scenario scenario) {
        return TraceRequest.to(destination(scenario).getHostAddress()).build();
    }

    static PathTracer tracer(Scenario scenario, long seed) {
        return PathTracer.builder()
                .transport(SimulatedNetwork.of(scenario.topology(), seed))
                .build();
    }

    static InetAddress destination(Scenario scenario) {
        return scenario.topology().nodes().stream()
                .filter(node -> node.role() == Node.Role.DESTINATION)
                .flatMap(node -> node.addresses().stream())
                .findFirst()
                .orElseThrow();
    }

    static List<Run> of(String name, long seed) {
        Scenario scenario = Scenario.named(name);
        String target = destination(scenario).getHostAddress();
        List<Run> results = new ArrayList<>();
        try (PathTracer tracer = tracer(scenario, seed)) {
            results.add(tracer.trace(traceOf(scenario)));
            results.add(tracer.ping(PingRequest.to(target)
                    .count(20)
                    .interval(Duration.ofMillis(10))
                    .build()));
            results.add(tracer.monitor(MonitorRequest.to(target)
                    .cycles(4)
                    .interval(Duration.ofMillis(100))
                    .build()));
            results.add(tracer.discoverPaths(MultipathRequest.to(target).build()));
            results.add(tracer.pathMtu(PathMtuRequest.to(target).build()));
        }
        return results;
    }
}
