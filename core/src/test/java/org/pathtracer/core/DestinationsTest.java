// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.MonitorRequest;
import org.pathtracer.PingRequest;
import org.pathtracer.Request;
import org.pathtracer.Target;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Endpoints;

class DestinationsTest {
    /** Has routes, and is never asked what a text stands for. */
    private static final Host ARITHMETIC_ONLY = new Host() {
        @Override
        public InetAddress[] addresses(String name) {
            throw new AssertionError(name + " was looked up");
        }

        @Override
        public Optional<InetAddress> sourceTo(InetAddress destination) {
            return Optional.of(destination);
        }
    };

    private final DaemonPool pool = new DaemonPool("destinations-test", 2);

    @AfterEach
    void closePool() {
        pool.abort();
        pool.close();
    }

    private List<Endpoint> find(Request<?, ?> request, Host host) throws InterruptedException {
        return new Destinations(pool, host).find(request, new CompletableFuture<>());
    }

    private static InetAddress destination(Endpoint endpoint) {
        return ((Endpoint.Found) endpoint).profile().destination();
    }

    @Test
    void addressesAndBlocks_areNeverLookedUp() throws InterruptedException {
        List<Endpoint> endpoints = find(
                PingRequest.toAll(List.of("192.0.2.7", "198.51.100.0/29", "2001:db8::/126"))
                        .build(),
                ARITHMETIC_ONLY);
        assertThat(endpoints)
                .extracting(endpoint -> endpoint.target().name())
                .containsExactly(
                        "192.0.2.7",
                        "198.51.100.1",
                        "198.51.100.2",
                        "198.51.100.3",
                        "198.51.100.4",
                        "198.51.100.5",
                        "198.51.100.6",
                        "2001:db8::1",
                        "2001:db8::2",
                        "2001:db8::3");
        assertThat(endpoints)
                .allSatisfy(endpoint -> assertThat(endpoint.target().address()).contains(destination(endpoint)));
    }

    @Test
    void blockAmongNames_keepsItsPlace() throws InterruptedException {
        FakeHost host = new FakeHost()
                .knowing("a.example", "192.0.2.1")
                .knowing("b.example", "192.0.2.2")
                .with("10.0.0.2");
        List<Endpoint> endpoints = find(
                MonitorRequest.toAll(List.of("a.example", "10.0.0.4/31", "b.example"))
                        .build(),
                host);
        assertThat(endpoints)
                .extracting(endpoint -> endpoint.target().toString())
                .containsExactly("a.example (192.0.2.1)", "10.0.0.4", "10.0.0.5", "b.example (192.0.2.2)");
        assertThat(host.asked).containsExactlyInAnyOrder("a.example", "b.example");
    }

    @Test
    void addressWrittenInItsOwnWay_isNamedAsAskedFor() throws InterruptedException {
        assertThat(find(PingRequest.to("2001:DB8::1").build(), ARITHMETIC_ONLY))
                .extracting(endpoint -> endpoint.target().toString())
                .containsExactly("2001:DB8::1 (2001:db8::1)");
    }

    @Test
    void blockBehindATranslator_isNamedAsAskedFor() throws InterruptedException {
        FakeHost host =
                new FakeHost().knowing("ipv4only.arpa", "64:ff9b::192.0.0.170").with("2001:db8:1::2");
        assertThat(find(PingRequest.to("198.51.100.4/31").build(), host))
                .extracting(endpoint -> endpoint.target().toString())
                .containsExactly("198.51.100.4 (64:ff9b::c633:6404)", "198.51.100.5 (64:ff9b::c633:6405)");
    }

    @Test
    void manyTargets_areTheSameAsFew() throws InterruptedException {
        List<String> texts = new ArrayList<>(List.of("10.96.0.0/18", "2001:DB8::1", "2001:db8:7::/116", "a.example"));
        for (int i = 0; i < 5000; i++) {
            texts.add("198.18." + i / 200 + "." + (1 + i % 200));
        }
        FakeHost host = new FakeHost().knowing("a.example", "192.0.2.1").with("10.0.0.2", "2001:db8::2");
        List<Endpoint> many = find(PingRequest.toAll(texts).build(), host);
        int at = 0;
        for (String text : texts) {
            for (Endpoint alone : find(PingRequest.to(text).build(), host)) {
                Endpoint found = many.get(at);
                assertThat(found).isEqualTo(alone);
                assertThat(Endpoints.of(many).target(at)).isEqualTo(alone.target());
                assertThat(Endpoints.of(many).isFound(at)).isTrue();
                at++;
            }
        }
        assertThat(many).hasSize(at);
    }

    @Test
    void manyTargetsOfAnotherFamily_failEach() throws InterruptedException {
        Endpoints endpoints = Endpoints.of(find(
                PingRequest.toAll(List.of("10.96.0.0/19", "2001:db8::7"))
                        .family(AddressFamily.IPV6)
                        .build(),
                ARITHMETIC_ONLY));
        assertThat(endpoints.found()).isEqualTo(1);
        assertThat(endpoints.isFound(8190)).isTrue();
        assertThat(endpoints.get(4711))
                .isInstanceOfSatisfying(
                        Endpoint.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessageContaining("has no IPv6 address"));
    }

    @Test
    void blockOfAnotherFamily_failsWithItsFirstAddress() {
        assertThatThrownBy(() -> find(
                        PingRequest.to("192.0.2.0/30")
                                .family(AddressFamily.IPV6)
                                .build(),
                        ARITHMETIC_ONLY))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage("192.0.2.1 has no IPv6 address (it has 192.0.2.1)");
    }

    @Test
    void oneAddress_isFoundAtOnce_andABlockOrANameIsNot() {
        Destinations destinations = new Destinations(pool, ARITHMETIC_ONLY);
        assertThat(destinations.areImmediate(PingRequest.to("192.0.2.7").build()))
                .isTrue();
        assertThat(destinations.areImmediate(
                        PingRequest.to(Target.of("192.0.2.0/30")).build()))
                .isFalse();
        assertThat(destinations.areImmediate(PingRequest.to("a.example").build()))
                .isFalse();
    }
}
