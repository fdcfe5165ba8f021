// SPDX-License-Identifier: Apache-2.0
package consumer;

import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;

/** Traces the fake path, with the transport given in code and found as a service. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try (PathTracer tracer =
                PathTracer.builder().transport(new FakePathProvider()).build()) {
            print("builder", tracer.trace("203.0.113.7"));
        }
        try (PathTracer tracer = PathTracer.create()) {
            print("service", tracer.trace(TraceRequest.to("203.0.113.7").transport("fake").build()));
        }
    }

    private static void print(String how, TraceResult trace) {
        System.out.println(how + ": transport=" + trace.transport().name() + " reached=" + trace.reached());
        for (Hop hop : trace.hops()) {
            System.out.println(how + " " + hop.ttl() + " " + hop.address().orElseThrow().getHostAddress() + " "
                    + hop.received() + "/" + hop.sent());
        }
    }
}
