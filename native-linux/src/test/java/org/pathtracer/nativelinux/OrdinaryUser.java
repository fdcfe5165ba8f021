// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;

/** A program without privileges: traces each address that it is given, with each protocol that has ports. */
final class OrdinaryUser {
    private OrdinaryUser() {}

    public static void main(String[] targets) {
        try (PathTracer tracer = PathTracer.create()) {
            for (String target : targets) {
                for (Protocol protocol : new Protocol[] {Protocol.UDP, Protocol.TCP}) {
                    TraceResult result = tracer.trace(TraceRequest.to(target)
                            .protocol(protocol)
                            .rateLimit(0)
                            .build());
                    System.out.println(protocol + " " + result.transport().name() + " " + Traces.addresses(result));
                }
            }
        }
    }
}
