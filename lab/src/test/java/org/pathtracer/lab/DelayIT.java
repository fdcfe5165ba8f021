// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@InLab(tools = {"ping", "traceroute"})
@SameForAllUsers
class DelayIT {
    private static final Pattern TIME = Pattern.compile("time=([0-9.]+) ms");

    @ParameterizedTest
    @EnumSource
    void roundTrip_takesTheDelayTwice(Family family) {
        try (Lab lab = Lab.chain(2).delay(Duration.ofMillis(10)).open()) {
            double[] millis = TIME.matcher(lab.exec(
                                    Lab.CLIENT,
                                    "ping",
                                    "-c",
                                    "51",
                                    "-i",
                                    "0.01",
                                    lab.target(family).getHostAddress())
                            .expectSuccess()
                            .stdout())
                    .results()
                    .map((MatchResult time) -> time.group(1))
                    .mapToDouble(Double::parseDouble)
                    .sorted()
                    .toArray();
            assertThat(millis).hasSize(51);
            // No packet is early. How late the quickest is, is the claim; a busy machine holds up most.
            assertThat(millis[0]).as(Arrays.toString(millis)).isBetween(20.0, 21.0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hops_areTheSame(Family family) {
        try (Lab lab = Lab.chain(2).delay(Duration.ofMillis(3)).open()) {
            assertThat(Traceroute.run(lab, family)).isEqualTo(Traceroute.texts(family, 1, 2, 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void stream_arrivesWhole(Family family) throws Exception {
        // Large segments and checksums that the kernel left to the "hardware" cross the line, too.
        byte[] sent = new byte[1_000_000];
        new Random(77).nextBytes(sent);
        try (Lab lab = Lab.chain(1).delay(Duration.ofMillis(1)).open();
                ServerSocket server = lab.in(Lab.TARGET, () -> new ServerSocket(8080));
                Socket client = new Socket(lab.target(family), 8080);
                Socket accepted = server.accept()) {
            Thread writer = new Thread(() -> {
                try (client) {
                    client.getOutputStream().write(sent);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            InputStream in = accepted.getInputStream();
            assertThat(in.readAllBytes()).isEqualTo(sent);
            writer.join();
        }
    }

    @Test
    void burst_arrivesWithoutLoss() throws Exception {
        // As many as the default receive buffer of a socket holds.
        int packets = 250;
        try (Lab lab = Lab.chain(1).delay(Duration.ofMillis(5)).open();
                DatagramSocket target = lab.in(Lab.TARGET, () -> new DatagramSocket(8080));
                DatagramSocket client = new DatagramSocket()) {
            target.setSoTimeout(5_000);
            DatagramPacket packet = new DatagramPacket(new byte[20], 20, lab.target(Family.V4), 8080);
            for (int i = 0; i < packets; i++) {
                client.send(packet);
            }
            for (int i = 0; i < packets; i++) {
                target.receive(packet);
            }
        }
    }
}
