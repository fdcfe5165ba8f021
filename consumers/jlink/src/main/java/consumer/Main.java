// SPDX-License-Identifier: Apache-2.0
package consumer;

import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;

/** Traces, and nothing else. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try (PathTracer tracer = PathTracer.create()) {
            TraceResult trace = tracer.trace(arguments[0]);
            for (Hop hop : trace.hops()) System.out.println(hop.ttl() + " " + hop.address() + " " + hop.rtt());
            System.out.println("image: reached=" + trace.reached());
        }
    }
}
