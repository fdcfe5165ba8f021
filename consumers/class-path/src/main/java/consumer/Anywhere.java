// SPDX-License-Identifier: Apache-2.0
package consumer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.pathtracer.PathTracer;
import org.pathtracer.PathTracerException;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.RecordType;
import org.pathtracer.service.TcpCheck;

/** A line for each of the things that an application does, where some of them may not work. */
public final class Anywhere {
    private Anywhere() {}

    public static void main(String[] arguments) {
        attempt("create", () -> {
            try (PathTracer tracer = PathTracer.create()) {
                use(tracer);
            }
            return "done";
        });
        // A class that failed once fails otherwise the next time; what is told must be the same.
        attempt("create again", () -> {
            try (PathTracer tracer = PathTracer.create()) {
                attempt("trace again", () -> udp(tracer));
            }
            return "done";
        });
    }

    private static void use(PathTracer tracer) {
        attempt("trace", () -> udp(tracer));
        attempt("future", () -> tracer.start(udpRequest())
                .result()
                .handle((result, failure) -> failure == null ? "reached" : said(cause(failure)))
                .toCompletableFuture()
                .get());
        attempt("dns", () -> tracer.dns()
                .query(DnsQuery.of(RecordType.A, "example.com")
                        .server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9))
                        .attempts(1)
                        .build())
                .status());
        attempt("tcp", () -> {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return tracer.services()
                        .check(TcpCheck.to(server.getInetAddress().getHostAddress(), server.getLocalPort())
                                .build())
                        .failure()
                        .isEmpty();
            }
        });
        attempt("interfaces", () -> !tracer.interfaces().state().interfaces().isEmpty());
        attempt("transports", () -> tracer.transports().get(0).detail());
    }

    private static String udp(PathTracer tracer) {
        return tracer.trace(udpRequest()).reached() ? "reached" : "not reached";
    }

    private static TraceRequest udpRequest() {
        return TraceRequest.to("127.0.0.1").protocol(Protocol.UDP).build();
    }

    private static void attempt(String what, Callable<?> action) {
        String line;
        try {
            line = String.valueOf(action.call());
        } catch (Exception | Error e) {
            line = said(e);
        }
        System.out.println(what + ": " + line.replaceAll("\\s*\\R\\s*", " | "));
    }

    /** Of a stage that depends on another, the other's failure is the cause. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? failure : cause;
    }

    private static String said(Throwable failure) {
        String kind = failure instanceof PathTracerException ? "refused" : "BARE";
        return kind + " " + failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
