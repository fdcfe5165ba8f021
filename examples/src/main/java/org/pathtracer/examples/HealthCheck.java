// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.util.concurrent.CompletableFuture;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TcpResult;

/** Tells whether a service is up and, if not, whether its host is: two checks at once, and no thread that waits. */
public final class HealthCheck {
    private HealthCheck() {}

    /** Completes with one line for a dashboard. */
    static CompletableFuture<String> check(PathTracer tracer, String host, int port) {
        CompletableFuture<TcpResult> service =
                tracer.services().start(TcpCheck.to(host, port).build());
        CompletableFuture<PingResult> ping =
                tracer.start(PingRequest.to(host).count(3).build()).result().toCompletableFuture();
        return service.thenCombine(ping, HealthCheck::sentence).exceptionally(failure -> "UNKNOWN: " + failure);
    }

    private static String sentence(TcpResult service, PingResult ping) {
        if (service.connect().isPresent()) {
            return "UP: the service accepts connections";
        }
        return ping.reached() ? "DOWN: the host answers, the service does not" : "DOWN: the host does not answer";
    }

    /** Arguments: host and port. */
    public static void main(String[] arguments) {
        try (PathTracer tracer = PathTracer.create()) {
            System.out.println(
                    check(tracer, arguments[0], Integer.parseInt(arguments[1])).join());
        }
    }
}
