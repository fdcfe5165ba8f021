// SPDX-License-Identifier: Apache-2.0
package consumer;

import java.net.URI;
import org.pathtracer.*;

/** What works with the slim artifact, and what is refused: against the target that is given. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        String target = arguments[0];
        try (PathTracer tracer = PathTracer.create()) {
            System.out.println("trace: reached=" + tracer.trace(target).reached());
            PingResult ping = tracer.ping(PingRequest.to(target).count(1).build());
            System.out.println("ping: received=" + ping.received());
            try {
                tracer.testBufferbloat(BufferbloatRequest.against(URI.create("https://127.0.0.1:1/nq")).build());
            } catch (NotSupportedException e) {
                System.out.println("bufferbloat: " + e.getMessage());
            }
        }
    }
}
