// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceSeries;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** Many targets behind the routers of real kernels, as root and as an ordinary user, with and without a stop set. */
@InLab(tools = "setpriv")
@SameForAllUsers
class BulkTraceIT {
    private static final int ROUTERS = 4;
    private static final int TARGETS = 120;

    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    /** A block behind the last router, whose hosts the target answers for. */
    private static String block(Lab lab, Family family) {
        String block = family == Family.V4 ? "10.98.0.0/25" : "fd98::/121";
        lab.answerFor(block);
        for (int i = 1; i <= ROUTERS; i++) {
            InetAddress next = i == ROUTERS ? lab.target(family) : lab.routerAddress(i + 1, family);
            lab.exec(Lab.router(i), "ip", "route", "replace", block, "via", next.getHostAddress())
                    .expectSuccess();
        }
        return block;
    }

    private static BulkTraceResult trace(
            PathTracer tracer, Transport transport, List<Target> targets, boolean stopSet) {
        return tracer.trace(TraceRequest.to(targets)
                .transport(transport.kind)
                .stopSet(stopSet)
                .build());
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void manyTargetsBehindTheSameRouters_sameHopsWithFewerPackets(Transport transport, Family family) {
        try (Lab lab = Lab.chain(ROUTERS).open();
                PathTracer tracer = transport.open()) {
            Target.Block block = (Target.Block) Target.of(block(lab, family));
            List<Target> targets = new ArrayList<>();
            block.addresses().subList(0, TARGETS).forEach(address -> targets.add(Target.of(address)));
            BulkTraceResult without = trace(tracer, transport, targets, false);
            BulkTraceResult with = trace(tracer, transport, targets, true);
            for (BulkTraceResult result : List.of(without, with)) {
                for (int i = 0; i < TARGETS; i++) {
                    TraceSeries series = result.targets().get(i);
                    List<Optional<InetAddress>> path = new ArrayList<>();
                    lab.hops(family).subList(0, ROUTERS).forEach(hop -> path.add(Optional.of(hop)));
                    path.add(Optional.of(block.addresses().get(i)));
                    assertThat(series.trace().orElseThrow().hops())
                            .extracting(Hop::address)
                            .containsExactlyElementsOf(path);
                }
            }
            assertThat(without.targets())
                    .allSatisfy(series -> assertThat(
                                    series.trace().orElseThrow().hops())
                            .allSatisfy(hop -> assertThat(hop.inferred()).isEmpty()));
            assertThat(with.targets().get(TARGETS - 1).trace().orElseThrow().hops())
                    .extracting(hop -> hop.inferred().isPresent())
                    .containsExactly(true, true, true, false, false);
            assertThat(with.probesSent()).isLessThan(without.probesSent() / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void userWithoutCapabilities_sameHopsWithFewerPackets(Family family) {
        try (Lab lab = Lab.chain(ROUTERS).open()) {
            // As in UnprivilegedIT: without capabilities it is an ordinary user to the network.
            List<String> java = List.of(
                    "setpriv",
                    "--bounding-set=-all",
                    "--inh-caps=-all",
                    "--no-new-privs",
                    "--",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    OrdinaryUserInBulk.class.getName(),
                    block(lab, family));
            String printed = lab.exec(Lab.CLIENT, java).expectSuccess().stdout();
            assertThat(printed.lines()).containsExactly("dgram", "same hops", "fewer probes");
        }
    }
}
