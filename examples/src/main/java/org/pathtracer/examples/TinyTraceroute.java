// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.net.InetAddress;
import org.pathtracer.*;

/** A traceroute in 20 lines. */
public final class TinyTraceroute {
    public static void main(String[] arguments) {
        try (PathTracer tracer = PathTracer.create()) {
            print(tracer.trace(arguments[0]));
        } catch (PathTracerException e) {
            System.err.println(e.getMessage());
        }
    }

    static void print(TraceResult trace) {
        for (Hop hop : trace.hops()) {
            String address = hop.address().map(InetAddress::getHostAddress).orElse("*");
            System.out.println(hop.ttl() + "  " + address + "  "
                    + hop.rtt().map(rtt -> rtt.toMillis() + " ms").orElse(""));
        }
    }
}
