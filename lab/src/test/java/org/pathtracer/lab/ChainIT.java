// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@InLab(tools = "traceroute")
class ChainIT {

    @ParameterizedTest
    @EnumSource
    void chain_isTracedHopByHop(Family family) {
        try (Lab lab = Lab.chain(11).open()) {
            assertThat(Traceroute.run(lab, family))
                    .isEqualTo(Traceroute.texts(family, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noRouter_putsTheTargetNextToTheClient(Family family) {
        try (Lab lab = Lab.chain(0).open()) {
            assertThat(lab.hops(family)).containsExactly(lab.target(family));
            assertThat(Traceroute.run(lab, family)).isEqualTo(Traceroute.texts(family, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hops_endWithTheTarget(Family family) throws Exception {
        try (Lab lab = Lab.chain(2).open()) {
            InetAddress first = InetAddress.getByName(family == Family.V4 ? "10.77.1.1" : "fd77:1::1");
            assertThat(lab.hops(family))
                    .containsExactly(first, lab.routerAddress(2, family), lab.target(family))
                    .startsWith(lab.routerAddress(1, family));
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverOnTheTarget_isReachedThroughTheChain(Family family) throws Exception {
        try (Lab lab = Lab.chain(3).open();
                ServerSocket server = lab.in(Lab.TARGET, () -> new ServerSocket(8080));
                Socket client = new Socket(lab.target(family), 8080);
                Socket accepted = server.accept()) {
            assertThat(accepted.getInetAddress()).isEqualTo(lab.client(family));
            client.getOutputStream().write(42);
            assertThat(accepted.getInputStream().read()).isEqualTo(42);
        }
    }

    @Test
    void foreignDestination_isUnreachableFromTheFirstRouter() {
        try (Lab lab = Lab.chain(2).open()) {
            assertThat(lab.exec(Lab.CLIENT, "traceroute", "-n", "-q", "1", "203.0.113.1")
                            .stdout())
                    .containsPattern("1  10\\.77\\.1\\.1 .* !N");
        }
    }

    @Test
    void secondLab_waitsForTheFirstToClose() {
        try (Lab first = Lab.chain(1).open()) {
            assertThat(first.hops(Family.V4)).hasSize(2);
            assertThatThrownBy(() -> Lab.chain(1).open()).hasMessageContaining("close it first");
        }
        try (Lab second = Lab.chain(2).open()) {
            assertThat(Traceroute.run(second, Family.V6)).hasSize(3);
        }
    }

    @Test
    void closedLab_leavesNothing() throws Exception {
        Lab lab = Lab.chain(2).delay(Duration.ofMillis(1)).open();
        lab.nft(Lab.CLIENT, "table inet mine { }");
        lab.close();
        lab.close();

        assertThat(command("ip", "netns", "list")).isEmpty();
        assertThat(command("ip", "-o", "link")).hasLineCount(1).contains(" lo: ");
        assertThat(command("nft", "list", "ruleset")).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("lab-"));
    }

    @Test
    void failedOpening_leavesNothingAndTellsTheCommand() {
        Command.run(List.of("ip", "netns", "add", "r1"), "").expectSuccess();
        try {
            assertThatThrownBy(() -> Lab.chain(2).open())
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("ip -batch -: exit code 1")
                    .hasMessageContaining("File exists");
        } finally {
            // The failed lab may have removed it already: it undoes by name.
            Command.run(List.of("ip", "netns", "del", "r1"), "");
        }
        assertThat(command("ip", "netns", "list")).isEmpty();
        Lab.chain(2).open().close();
    }

    private static String command(String... words) {
        return Command.run(List.of(words), "").expectSuccess().stdout();
    }
}
