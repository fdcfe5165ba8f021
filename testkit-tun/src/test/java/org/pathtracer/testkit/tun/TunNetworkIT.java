// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.SystemCallException;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.testkit.Topology;

/** What opening makes, and what closing leaves. */
@InLab(
        tun = true,
        tools = {"ip", "ping"})
class TunNetworkIT {
    private static final Topology CHAIN = Topology.chain(3, Duration.ofMillis(1));

    private static String output(String... command) {
        return Command.run(command).expectSuccess().stdout();
    }

    private static boolean exists(String device) {
        return Command.run("ip", "link", "show", device).exitCode() == 0;
    }

    private static void assertAnswers(String address) {
        Command.run("ping", "-n", "-c", "1", "-W", "5", address).expectSuccess();
    }

    @Test
    void openNetwork_hasDeviceAddressesAndRoutes() throws Exception {
        try (TunNetwork network = TunNetwork.open(CHAIN, 1, "chain0")) {
            assertThat(network.device()).isEqualTo("chain0");
            assertThat(network.mtu()).isEqualTo(1500);
            assertThat(network.topology()).isSameAs(CHAIN);
            assertThat(network.sources())
                    .containsExactly(InetAddress.getByName("10.255.0.1"), InetAddress.getByName("fd00::ffff:1"));
            assertThat(output("ip", "-o", "addr", "show", "chain0"))
                    .hasLineCount(2)
                    .contains("inet 10.255.0.1/32", "inet6 fd00::ffff:1/128");
            assertThat(output("ip", "route")).hasLineCount(3).contains("10.0.0.3 dev chain0", "src 10.255.0.1");
            assertThat(output("ip", "-6", "route", "show", "proto", "static"))
                    .hasLineCount(3)
                    .contains("fd00::3 dev chain0", "src fd00::ffff:1");
            assertAnswers("10.0.0.3");
            assertAnswers("fd00::3");
        }
    }

    @Test
    void closedNetwork_leavesNothing() throws Exception {
        TunNetwork.open(CHAIN, 1, "chain0").close();
        long files = openFiles();
        TunNetwork network = TunNetwork.open(CHAIN, 1, "chain0");
        assertAnswers("10.0.0.3");
        network.close();
        network.close();
        assertThat(network.ended().toCompletableFuture()).isCompleted();
        assertThat(network.counts().received()).isEqualTo(1);
        assertThat(network.counts().delivered()).isEqualTo(1);
        assertThat(exists("chain0")).isFalse();
        assertThat(output("ip", "route")).isEmpty();
        assertThat(output("ip", "-6", "route")).doesNotContain("chain0");
        assertThat(openFiles()).isEqualTo(files);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("chain0"));
    }

    private static long openFiles() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    @Test
    void twoNetworks_answerBesideEachOther() {
        Topology other = Topology.builder()
                .source("s", node -> node.address("10.9.0.1"))
                .destination("d", node -> node.address("10.9.0.2"))
                .link("s", "d")
                .build();
        try (TunNetwork first = TunNetwork.open(CHAIN, 1, "chain0");
                TunNetwork second = TunNetwork.open(other, 1, "chain1")) {
            assertThat(first.device()).isNotEqualTo(second.device());
            assertAnswers("10.0.0.3");
            assertAnswers("10.9.0.2");
        }
    }

    @Test
    void nodeOfTheLab_hasItsOwnNetwork() throws Exception {
        try (Lab lab = Lab.chain(0).open();
                TunNetwork network = lab.in(Lab.TARGET, () -> TunNetwork.open(CHAIN, 1, "chain0"))) {
            lab.exec(Lab.TARGET, "ping", "-n", "-c", "1", "-W", "5", "10.0.0.3").expectSuccess();
            assertThat(lab.exec(Lab.CLIENT, "ip", "route").stdout()).doesNotContain(network.device());
        }
    }

    @Test
    void everything_isADefaultRoute() {
        try (TunNetwork network = TunNetwork.open(CHAIN, 1, "chain0", TunNetwork.Routes.EVERYTHING)) {
            assertThat(output("ip", "route")).startsWith("default dev " + network.device());
            assertThat(output("ip", "-6", "route", "show", "default")).contains(network.device());
            CommandResult nobody = Command.run("ping", "-n", "-c", "1", "-W", "5", "198.51.100.1");
            assertThat(nobody.stdout()).contains("From 10.0.0.1", "Net Unreachable");
        }
    }

    @Test
    void smallFirstLink_isTheDevicesMtu() {
        try (TunNetwork network = TunNetwork.open(withMtu(1400), 1, "small0")) {
            assertThat(network.mtu()).isEqualTo(1400);
            assertThat(output("ip", "link", "show", "small0")).contains("mtu 1400");
        }
        try (TunNetwork network = TunNetwork.open(withMtu(600), 1, "small0")) {
            assertThat(network.mtu()).isEqualTo(1280);
        }
    }

    private static Topology withMtu(int mtu) {
        return Topology.builder()
                .source("s")
                .destination("d")
                .link("s", "d", link -> link.mtu(mtu))
                .build();
    }

    @Test
    void removedDevice_endsTheNetworkWithAReason() {
        TunNetwork network = TunNetwork.open(CHAIN, 1, "chain0");
        try {
            output("ip", "link", "del", "chain0");
            assertThatThrownBy(() -> network.ended()
                            .toCompletableFuture()
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(SystemCallException.class)
                    .hasMessageContaining("the device was removed");
        } finally {
            network.close();
        }
    }

    @Test
    void deviceThatWasDownMeanwhile_answersAgain() {
        try (TunNetwork network = TunNetwork.open(CHAIN, 1, "chain0", TunNetwork.Routes.EVERYTHING)) {
            output("ip", "link", "set", network.device(), "down");
            output("ip", "link", "set", network.device(), "up");
            output("ip", "route", "add", "10.0.0.3", "dev", network.device());
            assertAnswers("10.0.0.3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "chain0"})
    void takenName_isRefused_andLeftAlone(String name) {
        try (TunNetwork network = TunNetwork.open(CHAIN, 1, "chain0")) {
            Topology other = withMtu(1500);
            assertThatThrownBy(() -> TunNetwork.open(other, 1, name)).isInstanceOf(InvalidRequestException.class);
            assertThat(exists(network.device())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sixteen-letters-", "a b", "tun%d", "../x", "-x"})
    void impossibleName_isRefused(String name) {
        assertThatThrownBy(() -> TunNetwork.open(CHAIN, 1, name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("1 to 15 letters");
    }

    @Test
    void addressOfThisHost_isRefused_withTheWayOut() {
        output("ip", "addr", "add", "10.0.0.2/32", "dev", "lo");
        try {
            assertThatThrownBy(() -> TunNetwork.open(CHAIN, 1, "chain0"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("lo has the address 10.0.0.2 of r2")
                    .hasMessageContaining("unshare -n");
            assertThat(exists("chain0")).isFalse();
        } finally {
            output("ip", "addr", "del", "10.0.0.2/32", "dev", "lo");
        }
    }

    @Test
    void routeOfThisHost_isRefused_andNothingIsLeft() {
        output("ip", "route", "add", "10.0.0.2/32", "dev", "lo", "scope", "link");
        try {
            assertThatThrownBy(() -> TunNetwork.open(CHAIN, 1, "chain0"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("a route for 10.0.0.2 already");
            assertThat(exists("chain0")).isFalse();
        } finally {
            output("ip", "route", "del", "10.0.0.2/32", "dev", "lo");
        }
    }
}
