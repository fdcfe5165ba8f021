// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;

/** Interfaces, routes and changes of a lab's client, as the kernel tells them. */
@InLab
class InterfacesIT {
    private static final long PATIENCE_SECONDS = 30;

    @Test
    void client_hasLoopbackAndOneLink() throws Exception {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = PathTracer.create()) {
            NetworkState state = lab.in(Lab.CLIENT, () -> tracer.interfaces().state());
            assertThat(state.interfaces().get(0).type()).isEqualTo(InterfaceType.LOOPBACK);
            LocalInterface link = state.interfaces().stream()
                    .filter(device -> device.type() == InterfaceType.VIRTUAL)
                    .findFirst()
                    .orElseThrow();
            assertThat(link.kind()).contains("veth");
            assertThat(link.mtu()).hasValue(1500);
            assertThat(link.up()).isTrue();
            assertThat(link.flags()).contains(InterfaceFlag.BROADCAST, InterfaceFlag.MULTICAST);
            assertThat(link.hardwareAddress())
                    .hasValueSatisfying(text -> assertThat(text).hasSize(17));
            assertThat(link.addresses()).hasSizeGreaterThanOrEqualTo(2);

            for (Family family : Family.values()) {
                Route route = lab.in(Lab.CLIENT, () -> tracer.interfaces().routeTo(lab.target(family)))
                        .orElseThrow();
                assertThat(route.interfaceName()).isEqualTo(link.name());
                assertThat(link.addresses())
                        .anyMatch(own -> own.address().equals(route.source().orElseThrow()));
            }
            InetAddress nowhere = InetAddress.getByName("198.51.100.77");
            lab.exec(Lab.CLIENT, "ip", "route", "replace", "unreachable", "198.51.100.77/32")
                    .expectSuccess();
            assertThat(lab.in(Lab.CLIENT, () -> tracer.interfaces().routeTo(nowhere)))
                    .isEmpty();
            lab.exec(Lab.CLIENT, "ip", "route", "del", "unreachable", "198.51.100.77/32")
                    .expectSuccess();
        }
    }

    @Test
    void changes_areToldOnceTheyAreOver() throws Exception {
        BlockingQueue<NetworkState> told = new LinkedBlockingQueue<>();
        // A node that goes with the lab, and all that is changed with it.
        try (Lab lab = Lab.chain(1).open()) {
            lab.in(Lab.TARGET, () -> {
                try (PathTracer tracer = PathTracer.create()) {
                    tracer.interfaces().watch(told::add);
                    lab.exec(Lab.TARGET, "ip", "address", "add", "192.0.2.77/32", "dev", "lo")
                            .expectSuccess();
                    assertThat(next(told).interfaces().get(0).addresses())
                            .anyMatch(own -> own.address().getHostAddress().equals("192.0.2.77"));

                    lab.exec(Lab.TARGET, "ip", "link", "add", "more0", "type", "veth", "peer", "name", "more1")
                            .expectSuccess();
                    assertThat(next(told).interfaces())
                            .anyMatch(device -> device.name().equals("more0"));

                    lab.exec(Lab.TARGET, "ip", "route", "replace", "default", "dev", "lo", "metric", "5")
                            .expectSuccess();
                    assertThat(next(told).defaultRoutes())
                            .anyMatch(route -> route.interfaceName().equals("lo")
                                    && route.metric().orElse(0) == 5);
                }
                return true;
            });
        }
    }

    @Test
    void followedChange_isToldInResultsOfWhatRan() throws Exception {
        try (Lab lab = Lab.chain(1).open()) {
            lab.in(Lab.TARGET, () -> {
                try (PathTracer tracer =
                        PathTracer.builder().followNetwork(true).build()) {
                    PingRequest request = PingRequest.to("127.0.0.1")
                            .count(10)
                            .interval(Duration.ofMillis(50))
                            .build();
                    assertThat(tracer.ping(request).networkChanged()).isFalse();
                    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                    boolean told = false;
                    for (int i = 1; !told && System.nanoTime() - until < 0; i++) {
                        lab.exec(Lab.TARGET, "ip", "address", "add", "192.0.2." + i % 250 + "/32", "dev", "lo");
                        told = tracer.ping(request).networkChanged();
                    }
                    assertThat(told).isTrue();
                }
                return true;
            });
        }
    }

    private static NetworkState next(BlockingQueue<NetworkState> told) throws InterruptedException {
        NetworkState state = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(state).as("a change that was told").isNotNull();
        return state;
    }
}
