// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;

/** A program without privileges: traces all hosts of a block together, without a stop set and with one. */
final class OrdinaryUserInBulk {
    private OrdinaryUserInBulk() {}

    public static void main(String[] block) {
        try (PathTracer tracer = PathTracer.create()) {
            BulkTraceResult without = trace(tracer, block[0], false);
            BulkTraceResult with = trace(tracer, block[0], true);
            System.out.println(with.transport().name());
            System.out.println(paths(with).equals(paths(without)) ? "same hops" : "other hops: " + with.targets());
            System.out.println(2 * with.probesSent() < without.probesSent() ? "fewer probes" : "as many probes");
        }
    }

    private static BulkTraceResult trace(PathTracer tracer, String block, boolean stopSet) {
        return tracer.trace(TraceRequest.toAll(List.of(block))
                .protocol(Protocol.TCP)
                .stopSet(stopSet)
                .build());
    }

    private static List<List<Optional<InetAddress>>> paths(BulkTraceResult result) {
        return result.targets().stream()
                .map(series -> series.trace().orElseThrow().hops().stream()
                        .map(Hop::address)
                        .toList())
                .toList();
    }
}
