// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.time.Duration;
import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.expectation.ExpectedHop;
import org.pathtracer.testkit.scenario.ScenarioTrace;

/**
 * A trace in a scenario, and what must come of it.
 *
 * @since 0.1.0
 */
public final class ExpectedTrace {
    private final ScenarioTrace trace;

    ExpectedTrace(ScenarioTrace trace) {
        this.trace = trace;
    }

    /** Name of the node that it leads to. */
    public String to() {
        return trace.to();
    }

    /** Why it must end. */
    public StopReason stop() {
        return trace.stop();
    }

    /** What must be found at each TTL, from the first on. */
    public List<ExpectedHop> hops() {
        return trace.hops();
    }

    /** Whether the probes of one TTL may take different ways. */
    public boolean spreads() {
        return trace.spreads();
    }

    /**
     * What of a trace is not as it must be: a sentence each, empty if all is.
     *
     * @param result of a {@link #request}
     * @param topology the scenario's
     * @param family of the request
     * @param tolerance what each round-trip time may be longer; zero in virtual time
     */
    public List<String> differences(TraceResult result, Topology topology, AddressFamily family, Duration tolerance) {
        return trace.differences(result, topology, family, tolerance);
    }

    /**
     * The request, with the scenario's options; more may be set.
     *
     * @throws InvalidRequestException if the target has no address of this family
     */
    public TraceRequest.Builder request(Topology topology, AddressFamily family) {
        return trace.request(topology, family);
    }
}
