// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;

/** Traces by TCP over Winsock, and what they show. */
final class Traces {
    private Traces() {}

    static PathTracer tracer() {
        return PathTracer.builder().transport(new TcpProvider()).build();
    }

    static TraceRequest.Builder to(InetAddress target) {
        return TraceRequest.to(target.getHostAddress())
                .protocol(Protocol.TCP)
                .enrichment(false)
                .rateLimit(0);
    }

    /**
     * One router of each hop answered each probe, and the target did so by a kind of outcome.
     *
     * @param hops of each, the addresses between which a balancer chooses
     */
    static void assertComplete(TraceResult result, List<List<InetAddress>> hops, Class<? extends ProbeOutcome> last) {
        assertThat(result.hops()).hasSameSizeAs(hops);
        assertThat(result.reached()).isTrue();
        assertThat(result.transport().name()).isEqualTo("winsock");
        for (Hop hop : result.hops()) {
            Class<? extends ProbeOutcome> kind = hop.ttl() == hops.size() ? last : ProbeOutcome.TimeExceeded.class;
            assertThat(hop.responders()).hasSize(1);
            assertThat(hops.get(hop.ttl() - 1)).contains(hop.address().orElseThrow());
            assertThat(outcomes(hop, kind))
                    .as("hop %d of %s", hop.ttl(), result)
                    .hasSize(3)
                    .allSatisfy(outcome -> assertMeasured((ProbeOutcome.Answer) outcome));
        }
    }

    private static void assertMeasured(ProbeOutcome.Answer answer) {
        assertThat(answer.reception().rtt()).isPositive();
        assertThat(answer.reception().timestampSource()).isEqualTo(TimestampSource.USER);
        if (answer instanceof ProbeOutcome.TimeExceeded exceeded) {
            assertThat(exceeded.quoted().matching()).isEqualTo(Matching.KERNEL);
        }
    }

    static <T> List<T> outcomes(Hop hop, Class<T> kind) {
        return hop.probes().stream()
                .map(probe -> probe.outcome())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
