// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.Limit;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.multipath.MultipathRouter.Evidence;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Identification;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Which addresses belong to one router. */
class AliasTest {
    /** The addresses from which the router where the ways meet answers: one for each way. */
    private static final List<String> MEETING = List.of("10.1.0.1", "10.1.1.1", "10.1.2.1");

    /** client - r1 - three ways - r2, which answers from the interface where a packet came in - server. */
    private static Topology topology(Consumer<NodeBuilder> r2) {
        TopologyBuilder builder =
                Topology.builder().source("client").router("r1").router("r2", r2);
        Multipaths.server(builder)
                .link("client", "r1", Multipaths::tenMillis)
                .link("r2", "server", Multipaths::tenMillis);
        for (int i = 0; i < MEETING.size(); i++) {
            String address = MEETING.get(i);
            builder.router("b" + i)
                    .link("r1", "b" + i, Multipaths::tenMillis)
                    .link("b" + i, "r2", link -> link.toAddress(address));
        }
        return builder.build();
    }

    private static MultipathResult discover(Topology topology, boolean aliases) {
        return Multipaths.discover(
                topology, 1, request -> request.confidence(0.9999).aliases(aliases));
    }

    private static List<String> addresses(MultipathRouter router) {
        return router.addresses().stream()
                .map(InetAddress::getHostAddress)
                .sorted()
                .toList();
    }

    @Test
    void interfacesThatCountTogether_areOneRouter_andOthersAreNot() {
        MultipathResult result = discover(topology(r2 -> {}), true);
        assertThat(result.graph().at(2)).hasSize(3);
        assertThat(result.routers()).singleElement().satisfies(router -> {
            assertThat(addresses(router)).isEqualTo(MEETING);
            assertThat(router.evidence()).containsExactly(Evidence.COMMON_COUNTER);
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COUNTED")
    void numbersThatDontCount_tellNothing(Identification identification) {
        MultipathResult result = discover(topology(r2 -> r2.identification(identification)), true);
        assertThat(result.graph().at(3)).hasSize(3);
        assertThat(result.routers()).isEmpty();
    }

    @Test
    void notAskedFor_costsNothing() {
        MultipathResult bare = discover(topology(r2 -> {}), false);
        MultipathResult aliases = discover(topology(r2 -> {}), true);
        assertThat(bare.routers()).isEmpty();
        assertThat(aliases.probesSent() - bare.probesSent()).isEqualTo(12 * 6);
    }

    @Test
    void unprivilegedSockets_seeNoNumbers() {
        try (PathTracer tracer = PathTracer.builder()
                .transport(SimulatedNetwork.of(topology(r2 -> {}), 1).unprivileged())
                .build()) {
            MultipathResult result = tracer.discoverPaths(MultipathRequest.to(Multipaths.TARGET)
                    .rateLimit(0)
                    .aliases(true)
                    .build());
            assertThat(result.reached()).isTrue();
            assertThat(result.routers()).isEmpty();
            assertThat(result.limits())
                    .extracting(Limit::sentence)
                    .contains("Which addresses belong to one router could not be seen: no answer counted,"
                            + " and counters take IPv4 and raw sockets");
        }
    }

    @Test
    void routerThatNamesItsInterface_isBelieved() throws Exception {
        InetAddress named = InetAddress.getByName(MEETING.get(0));
        IcmpExtension incoming = new IcmpExtension.InterfaceInformation(
                IcmpExtension.InterfaceRole.INCOMING,
                OptionalLong.empty(),
                Optional.of(named),
                Optional.empty(),
                OptionalLong.empty());
        Topology topology =
                topology(r2 -> r2.identification(Identification.ZERO).extension(incoming));
        assertThat(discover(topology, true).routers()).singleElement().satisfies(router -> {
            assertThat(addresses(router)).isEqualTo(MEETING);
            assertThat(router.evidence()).isEqualTo(Set.of(Evidence.INTERFACE_INFORMATION));
        });
    }

    /** The three ways' routers, each an address of its own, with labels on what they answer. */
    private static MultipathResult labelled(Identification identification, int... labels) {
        TopologyBuilder builder =
                Topology.builder().source("client").router("r1").router("r2");
        Multipaths.server(builder)
                .link("client", "r1", Multipaths::tenMillis)
                .link("r2", "server", Multipaths::tenMillis);
        for (int i = 0; i < labels.length; i++) {
            MplsLabel label = new MplsLabel(labels[i], 0, true, 1);
            builder.router("b" + i, node -> node.identification(identification).mplsLabels(label))
                    .link("r1", "b" + i, Multipaths::tenMillis)
                    .link("b" + i, "r2", Multipaths::tenMillis);
        }
        return discover(builder.build(), true);
    }

    /** As with segment routing, where one label names the same target at every router. */
    @ParameterizedTest
    @EnumSource(Identification.class)
    void sameLabelsAlone_areNoEvidence(Identification identification) {
        MultipathResult result = labelled(identification, 16_001, 16_001, 16_001, 16_001);
        assertThat(result.graph().at(2)).hasSize(4);
        assertThat(result.routers()).isEmpty();
    }

    /** @param groups routers, each with so many addresses that a TTL shows */
    private static Topology manyAddresses(int groups, int each) {
        TopologyBuilder builder = Topology.builder().source("client").router("r1");
        Multipaths.server(builder).link("client", "r1", Multipaths::tenMillis);
        for (int group = 0; group < groups; group++) {
            builder.router("m" + group).link("m" + group, "server", Multipaths::tenMillis);
            for (int i = 0; i < each; i++) {
                String name = "b" + group + "x" + i;
                String address = "10.1.%d.%d".formatted(group, i + 1);
                builder.router(name)
                        .link("r1", name, Multipaths::tenMillis)
                        .link(name, "m" + group, link -> link.toAddress(address));
            }
        }
        return builder.build();
    }

    @Test
    void manyAddressesOfFewRouters_areAllFound() {
        MultipathResult result = discover(manyAddresses(3, 8), true);
        assertThat(result.graph().at(3)).hasSize(24);
        assertThat(result.routers())
                .hasSize(3)
                .allSatisfy(router -> assertThat(router.addresses()).hasSize(8));
    }

    @Test
    void pairsThatWereNotDecided_areCounted() {
        MultipathResult result = discover(topology(r2 -> r2.identification(Identification.RANDOM)), true);
        assertThat(result.limits())
                .anyMatch(limit -> limit.sentence()
                        .startsWith("Whether addresses belong to one router was not decided for 3 of 6 pairs"));
    }

    @Test
    void labelsThatEveryRouterUses_tellNothing() {
        assertThat(labelled(Identification.ZERO, 3, 3, 3).routers()).isEmpty();
    }

    @Test
    void sameLabelsOfRoutersThatCountApart_tellNothing() {
        assertThat(labelled(Identification.COUNTED, 24_001, 24_001, 24_001).routers())
                .isEmpty();
    }
}
