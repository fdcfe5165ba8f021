// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;

/** {@code --pcap}, as tshark reads it. */
@InLab(tools = "tshark")
class PcapIT extends CommandInLab {
    private static final int ROUTERS = 2;

    @TempDir
    Path folder;

    /** A packet of a file. */
    private record Packet(int number, String ttl, String protocol, int direction, String comment, double seconds) {
        static Packet of(String line) {
            String[] fields = line.split("\t", -1);
            return new Packet(
                    Integer.parseInt(fields[0]),
                    (fields[1] + fields[2]).split(",")[0],
                    fields[3],
                    Integer.decode(fields[4]) & 3,
                    fields[5],
                    Double.parseDouble(fields[6]));
        }

        boolean outgoing() {
            return direction == 2;
        }
    }

    private List<Packet> packets(Path file) throws Exception {
        Process tshark = new ProcessBuilder(
                        "tshark",
                        "-r",
                        file.toString(),
                        "-T",
                        "fields",
                        "-e",
                        "frame.number",
                        "-e",
                        "ip.ttl",
                        "-e",
                        "ipv6.hlim",
                        "-e",
                        "frame.protocols",
                        "-e",
                        "frame.packet_flags",
                        "-e",
                        "frame.comment",
                        "-e",
                        "frame.time_epoch")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tshark.waitFor()).isZero();
        return text.lines().map(Packet::of).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "V4, --icmp, icmp",
        "V4, --udp, udp",
        "V4, --tcp, tcp",
        "V6, --icmp, icmpv6",
        "V6, --udp, udp",
        "V6, --tcp, tcp"
    })
    void trace_hasEachProbeWithItsVerdictAndEachAnswerWithItsProbe(Family family, String option, String protocol)
            throws Exception {
        open(Lab.chain(ROUTERS));
        Path file = folder.resolve("trace.pcapng");
        CommandResult run = run(traceLine(family, option, "-n", "--pcap", file.toString()));
        JsonNode trace = document(run);
        List<Packet> packets = packets(file);
        List<Packet> probes = packets.stream().filter(Packet::outgoing).toList();
        assertThat(run.stderr()).isEmpty();
        assertThat(probes).hasSize(trace.get("probesSent").intValue());
        assertThat(probes).allMatch(probe -> probe.protocol.endsWith(protocol) || probe.protocol.contains(protocol));
        for (JsonNode hop : elements(trace.get("hops"))) {
            String ttl = hop.get("ttl").asText();
            String address = hop.at("/responders/0/address").asText();
            assertThat(probes)
                    .filteredOn(
                            probe -> probe.ttl.equals(ttl) && probe.comment.contains(" from " + address + " after "))
                    .hasSizeGreaterThanOrEqualTo(elements(hop.get("probes")).size());
        }
        List<Packet> answers =
                packets.stream().filter(packet -> !packet.outgoing()).toList();
        assertThat(answers)
                .hasSizeGreaterThanOrEqualTo(trace.get("repliesReceived").intValue());
        assertThat(answers).allSatisfy(answer -> {
            int number = Integer.parseInt(answer.comment.replaceFirst("answer to packet (\\d+) .*", "$1"));
            Packet probe = packets.get(number - 1);
            assertThat(probe.outgoing()).isTrue();
            assertThat(answer.comment).endsWith("(TTL " + probe.ttl + ", flow 0)");
            assertThat(answer.seconds).isGreaterThanOrEqualTo(probe.seconds);
        });
    }

    @Test
    void ping_showsWhichProbesWereLost() throws Exception {
        open(Lab.chain(ROUTERS));
        lab.nft(
                Lab.TARGET,
                "add table inet loss; add chain inet loss in { type filter hook input priority 0; };"
                        + " add rule inet loss in icmp type echo-request numgen inc mod 2 == 1 drop");
        Path file = folder.resolve("ping.pcapng");
        CommandResult run = run(
                "ping",
                "--json",
                "-c",
                "6",
                "-i",
                "20ms",
                "--timeout",
                "300ms",
                "--pcap",
                file.toString(),
                text(lab.target(Family.V4)));
        JsonNode ping = new ObjectMapper().readTree(run.stdout());
        assertThat(ping.get("sent").intValue()).isEqualTo(6);
        assertThat(ping.get("received").intValue()).isEqualTo(3);
        List<Packet> packets = packets(file);
        assertThat(packets)
                .filteredOn(packet -> packet.comment.endsWith(": no answer within 300.000 ms"))
                .hasSize(3);
        assertThat(packets)
                .filteredOn(packet -> packet.comment.contains(": echo reply from "))
                .hasSize(3);
        assertThat(packets).filteredOn(packet -> !packet.outgoing()).hasSize(3);
    }

    @Test
    void multipath_hasAllItsFlows() throws Exception {
        open(Lab.chain(ROUTERS));
        Path file = folder.resolve("multipath.pcapng");
        CommandResult run = run("multipath", "--json", "-n", "--pcap", file.toString(), text(lab.target(Family.V4)));
        JsonNode result = new ObjectMapper().readTree(run.stdout());
        List<Packet> packets = packets(file);
        assertThat(packets)
                .filteredOn(Packet::outgoing)
                .hasSize(result.get("probesSent").intValue());
        assertThat(packets.stream()
                        .filter(Packet::outgoing)
                        .map(packet -> packet.comment.replaceFirst(".*flow (\\d+):.*", "$1"))
                        .distinct()
                        .count())
                .isGreaterThan(4);
    }

    @Test
    void whatCannotBeCaptured_isRefusedBeforeAnythingIsSent() throws Exception {
        open(Lab.chain(1));
        String target = text(lab.target(Family.V4));
        Path file = folder.resolve("kept.pcapng");
        Files.writeString(file, "precious");
        CommandResult unprivileged = runUnprivileged(Lab.CLIENT, "trace", "--pcap", "/tmp/unprivileged.pcapng", target);
        assertThat(unprivileged.exitCode()).isEqualTo(3);
        assertThat(unprivileged.stderr()).contains("CAP_NET_RAW", "setpriv");
        assertThat(Path.of("/tmp/unprivileged.pcapng")).doesNotExist();
        CommandResult nowhere = run("ping", "--pcap", "/nowhere/x.pcapng", target);
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.stderr()).contains("there is no directory /nowhere");
        CommandResult several = run("multipath", "--pcap", file.toString(), target, "127.0.0.1");
        assertThat(several.exitCode()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("precious");
    }

    @Test
    void fullDisk_isToldAndCostsNoResult() throws Exception {
        open(Lab.chain(1));
        CommandResult run = run("trace", "-n", "--pcap", "/dev/full", text(lab.target(Family.V4)));
        assertThat(run.exitCode()).isEqualTo(74);
        assertThat(run.stdout()).contains("reached in 2 hops");
        assertThat(run.stderr()).contains("the packets could not be written to /dev/full");
    }
}
