// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;

class ImpossibleTopologyTest {
    /** A network that is right, but for what the test does to it. */
    private static void refused(Consumer<TopologyBuilder> change, String... words) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> {
                    TopologyBuilder builder = Topology.builder()
                            .source("client")
                            .router("r1")
                            .router("r2")
                            .destination("server")
                            .link("client", "r1")
                            .link("r1", "r2")
                            .link("r2", "server");
                    change.accept(builder);
                    builder.build();
                })
                .satisfies(e -> {
                    for (String word : words) {
                        assertThat(e.getMessage()).contains(word);
                    }
                });
    }

    @Test
    void unknownNode_namedWithThoseThereAre() {
        refused(b -> b.link("r2", "r9"), "\"r9\"", "client, r1, r2, server");
        refused(b -> b.route("r9", "r1"), "\"r9\"");
        refused(b -> b.route("r2", "r9"), "\"r9\"");
        refused(b -> b.returnPath("r9", "client"), "\"r9\"");
    }

    @Test
    void nameOrAddressTwice_named() {
        refused(b -> b.router("r1"), "two nodes named \"r1\"");
        refused(b -> b.router("x", n -> n.address("10.0.0.1")).link("r2", "x"), "10.0.0.1", "r1 and x");
    }

    @Test
    void sourceOrDestinationMissing_said() {
        refused(b -> b.source("other").link("r1", "other"), "one source, not 2");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Topology.builder().source("client").build())
                .withMessageContaining("at least one destination");
    }

    @Test
    void nodeWithoutLink_named() {
        refused(b -> b.router("lost"), "no link leads from the source to \"lost\"");
    }

    @Test
    void linkTwiceOrToItself_named() {
        refused(b -> b.link("r1", "r2"), "two links between \"r1\" and \"r2\"");
        refused(b -> b.link("r2", "r1"), "two links");
        refused(b -> b.link("r1", "r1"), "to itself");
    }

    @Test
    void noRouteBack_named() {
        Consumer<TopologyBuilder> oneWay = b -> b.destination("far").link("r2", "far", Link.Builder::oneWay);
        refused(oneWay, "no route back from \"far\"", "one-way");
        refused(oneWay.andThen(b -> b.returnPath("far", "r2", "r1", "client")), "from \"far\" to \"r2\"", "no link");
        refused(b -> b.returnPath("r2", "r1"), "does not end at the source");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Topology.builder()
                        .source("client", n -> n.address("192.0.2.1"))
                        .destination("server", n -> n.address("192.0.2.2").address("2001:db8::2"))
                        .link("client", "server")
                        .build())
                .withMessageContaining("no route back from \"server\" over IPv6");
    }

    @Test
    void routeWithoutLink_named() {
        refused(b -> b.route("r1", "server"), "route of \"r1\" leads to \"server\", but no link does");
        refused(b -> b.route("server", "r2"), "is no router");
        refused(b -> b.route("r1"), "leads nowhere");
    }

    @Test
    void valueOutOfRange_namedWithWhatIsAllowed() {
        refused(b -> b.router("x", n -> n.initialTtl(256)), "initial TTL is 256", "1 to 255");
        refused(b -> b.router("x", n -> n.quote(7)), "8 to 65535");
        refused(b -> b.router("x", n -> n.rejects(4, 0)), "code 4");
        refused(b -> b.router("x", n -> n.icmpRate(0, 1)), "ICMP errors per second is 0");
        refused(b -> b.router("x", n -> n.address("10.0.0")), "\"10.0.0\"");
        refused(b -> b.router("x", n -> n.address("example.com")), "\"example.com\"");
        refused(b -> b.router("x", n -> n.address("10.0.0.300")), "10.0.0.300");
        refused(b -> b.router("a b"), "space");
        refused(b -> b.link("r1", "r2", l -> l.loss(1.5)), "loss is 1.5", "0 to 1");
        refused(b -> b.link("r1", "r2", l -> l.delay(Duration.ofMillis(-1))), "delay");
        refused(b -> b.link("r1", "r2", l -> l.mtu(67)), "68 to 65535");
        refused(b -> b.link("r1", "r2", l -> l.weight(0)), "weight is 0");
        refused(b -> b.attacker(0, Duration.ZERO), "forged replies is 0");
        refused(b -> Balancing.perFlow(Set.of()), "some field");
        refused(b -> Topology.chain(256, Duration.ZERO), "hops is 256");
    }
}
