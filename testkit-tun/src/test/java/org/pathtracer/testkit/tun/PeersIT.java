// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.lab.Attempts;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.InLab;
import org.pathtracer.testkit.Scenario;

/** Programs that know nothing of this project find in a simulated network what was described. */
@InLab(
        tun = true,
        tools = {"traceroute", "mtr", "scamper", "ping", "fping"})
class PeersIT {
    /** The same that is drawn in the scenario: 10 to 70 ms. */
    private static final List<String> PATH_V4 =
            List.of("10.0.1.1", "10.0.2.1", "10.0.3.1", "10.0.4.1", "10.0.5.1", "10.0.6.1", "203.0.113.9");

    private static final List<String> PATH_V6 =
            List.of("fd00:1::1", "fd00:2::1", "fd00:3::1", "fd00:4::1", "fd00:5::1", "fd00:6::1", "2001:db8:9::9");
    private static final double MILLIS_PER_HOP = 10;
    /** What a busy machine may add. */
    private static final double TOLERANCE_MILLIS = 500;

    private static TunNetwork network = null;

    /** An address and a time that a program told. */
    private record Seen(String address, double millis) {}

    @BeforeAll
    static void open() {
        network = TunNetwork.open(Scenario.named("seven-hops").topology(), 1, "peers0");
    }

    @AfterAll
    static void close() {
        if (network != null) {
            network.close();
        }
    }

    private static List<String> path(String command) {
        return command.contains(":") ? PATH_V6 : PATH_V4;
    }

    private static String output(String command) {
        return Command.run(command.split(" ")).expectSuccess().stdout();
    }

    private static List<Seen> find(String output, String pattern) {
        List<Seen> all = new ArrayList<>();
        for (MatchResult match :
                Pattern.compile(pattern).matcher(output).results().toList()) {
            all.add(new Seen(match.group(1), Double.parseDouble(match.group(2))));
        }
        return all;
    }

    private static void assertPath(String command, String output, String pattern) {
        List<Seen> seen = find(output, pattern);
        assertThat(seen).as(output).extracting(Seen::address).isEqualTo(path(command));
        for (int i = 0; i < seen.size(); i++) {
            double expected = MILLIS_PER_HOP * (i + 1);
            assertThat(seen.get(i).millis()).as(output).isBetween(expected, expected + TOLERANCE_MILLIS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceroute -n -q 1 -I 203.0.113.9",
                "traceroute -n -q 1 203.0.113.9",
                "traceroute -n -q 1 -U -p 53 203.0.113.9",
                "traceroute -n -q 1 -T -p 80 203.0.113.9",
                "traceroute -n -q 1 -I 2001:db8:9::9",
                "traceroute -n -q 1 2001:db8:9::9",
                "traceroute -n -q 1 -T -p 80 2001:db8:9::9"
            })
    void traceroute_seesThePath(String command) {
        Attempts.untilGood(() -> assertPath(command, output(command), "(?m)^ *\\d+  (\\S+)  ([0-9.]+) ms$"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mtr -n -c 1 -G 0.5 --json 203.0.113.9",
                "mtr -n -c 1 -G 0.5 --json --udp 203.0.113.9",
                "mtr -n -c 1 -G 0.5 --json --tcp 203.0.113.9",
                "mtr -n -c 1 -G 0.5 --json 2001:db8:9::9"
            })
    void mtrJson_seesThePath(String command) {
        Attempts.untilGood(
                () -> assertPath(command, output(command), "(?s)\"host\": \"([^\"]*)\".*?\"Avg\": ([0-9.]+)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mtr -n -c 1 -G 0.5 -r 203.0.113.9", "mtr -n -c 1 -G 0.5 -r 2001:db8:9::9"})
    void mtrReport_seesThePath(String command) {
        Attempts.untilGood(
                () -> assertPath(command, output(command), "(?m)^ *\\d+\\.\\|-- (\\S+) +0\\.0% +1 +([0-9.]+) "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"icmp-paris", "udp-paris", "udp"})
    @DisabledIf(value = "org.pathtracer.testkit.tun.Scamper#isRefused", disabledReason = Scamper.REASON)
    void scamper_seesThePath(String method) {
        for (List<String> path : List.of(PATH_V4, PATH_V6)) {
            String target = path.get(path.size() - 1);
            Attempts.untilGood(() -> {
                String output = Command.run("scamper", "-p", "1000", "-I", "trace -P " + method + " " + target)
                        .expectSuccess()
                        .stdout();
                assertPath(target, output, "(?m)^ *\\d+  (\\S+)  ([0-9.]+) ms$");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping -n -c 3 -i 0.01 203.0.113.9", "ping -n -c 3 -i 0.01 2001:db8:9::9"})
    void ping_isAnswered(String command) {
        List<String> path = path(command);
        String target = path.get(path.size() - 1);
        Attempts.untilGood(() -> assertPinged(target, output(command)));
    }

    private static void assertPinged(String target, String output) {
        assertThat(output).contains("3 packets transmitted, 3 received, 0% packet loss");
        // The reply's TTL of 64, less the six routers on the way back.
        assertThat(find(output, "(?m)^64 bytes from (\\S+): icmp_seq=\\d ttl=58 time=([0-9.]+) ms$"))
                .as(output)
                .hasSize(3)
                .allSatisfy(seen -> {
                    assertThat(seen.address()).isEqualTo(target);
                    assertThat(seen.millis()).isBetween(7 * MILLIS_PER_HOP, 7 * MILLIS_PER_HOP + TOLERANCE_MILLIS);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:9::9"})
    void largePing_isAnsweredWithItsContent(String target) {
        Attempts.untilGood(() -> assertThat(output("ping -n -c 2 -i 0.01 -s 1400 -p 5a " + target))
                .contains("1408 bytes from", " 0% packet loss")
                .doesNotContain("wrong data byte"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:9::9"})
    void fping_isAnswered(String target) {
        Attempts.untilGood(() -> assertThat(Command.run("fping", "-q", "-c", "20", "-p", "20", "-t", "2000", target)
                        .stderr())
                .contains("xmt/rcv/%loss = 20/20/0%"));
    }
}
