// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.lab.Family;
import org.pathtracer.nativewindows.There;
import org.pathtracer.nativewindows.winsock.WinsockDouble;
import org.pathtracer.nativewindows.winsock.WinsockSystem;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Support;

/** Real TCP probes, in the Windows JVM. */
public class TracesOnWindows {
    private static int ownBuild;
    private static Support ownSupport;

    @BeforeAll
    static void useTheDouble() {
        ownBuild = WinsockSystem.build();
        ownSupport = new TcpProvider().supports(new ProbeNeed(Protocol.TCP, AddressFamily.IPV4));
        WinsockDouble.use(There.winsock());
    }

    /** Wine's own Winsock can be called, but does not know the option, or is older. */
    @Test
    void withoutTheErrors_thatIsSaid() {
        assertThat(ownBuild).isPositive();
        assertThat(ownSupport)
                .isInstanceOfSatisfying(
                        Support.Unsupported.class,
                        refused -> assertThat(refused.reason())
                                .containsAnyOf("this is build " + ownBuild, "setsockopt(6, 18)"));
    }

    @ParameterizedTest
    @EnumSource
    void trace_findsEveryHop(Family family) {
        try (PathTracer tracer = Traces.tracer()) {
            Traces.assertComplete(
                    tracer.trace(Traces.to(There.target(family)).build()),
                    There.hops(family).stream().map(List::of).toList(),
                    ProbeOutcome.TcpReset.class);
        }
    }
}
