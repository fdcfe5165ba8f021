// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.pathtracer.MultipathResult;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.Balancing;

/**
 * The other tool that looks for all paths finds the same. It writes its probes to Ethernet, which a TUN device is not:
 * so it runs on a host behind this one, and sees one router more.
 */
@InLab(
        tun = true,
        tools = {"scamper"})
@DisabledIf(value = "org.pathtracer.testkit.tun.Scamper#isRefused", disabledReason = Scamper.REASON)
class TracelbIT {
    private static final List<String> HOST_BEHIND = List.of(
            "ip netns add peer",
            "ip link add to-peer type veth peer name home netns peer",
            "ip address add 10.254.0.1/30 dev to-peer",
            "ip address add fd00:fe::1/64 dev to-peer nodad",
            "ip link set to-peer up",
            "ip -n peer address add 10.254.0.2/30 dev home",
            "ip -n peer address add fd00:fe::2/64 dev home nodad",
            "ip -n peer link set home up",
            "ip -n peer route add default via 10.254.0.1",
            "ip -n peer route add default via fd00:fe::1");
    private static final String FORWARD = "echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1"
            + " >/proc/sys/net/ipv6/conf/all/forwarding; echo 0 >/proc/sys/net/ipv4/conf/all/rp_filter";
    /**
     * Its first source ports, one for each time it is asked: it misses a path in one of a hundred runs, as it says, and
     * more often if a busy machine loses it an answer. What it saw in all of them counts.
     */
    private static final List<Integer> PORTS = List.of(40_000, 45_000, 50_000);

    /** Two scampers that start at once both make the folder that it needs, and one of them fails. */
    @BeforeAll
    static void makeScampersFolder() throws IOException {
        Files.createDirectories(Path.of("/var/empty"));
    }

    @BeforeEach
    void addHost() {
        HOST_BEHIND.forEach(command -> Command.run(command.split(" ")).expectSuccess());
        Command.run("sh", "-c", FORWARD).expectSuccess();
    }

    @AfterEach
    void removeHost() {
        Command.run("ip", "link", "del", "to-peer");
        Command.run("ip", "netns", "del", "peer");
        Command.run("sh", "-c", FORWARD.replace("echo 1", "echo 0")).expectSuccess();
    }

    @Test
    void scamper_findsTheSameEdges() {
        Topology topology = MultipathIT.diamond(Balancing.perFlow()).build();
        Set<List<String>> ours = new HashSet<>();
        for (String target : List.of(MultipathIT.SERVER, MultipathIT.SERVER6)) {
            MultipathResult result = MultipathIT.discover(topology, target, "raw", 0);
            result.edges().forEach(edge -> ours.add(List.of(address(result, edge.from()), address(result, edge.to()))));
        }
        assertThat(ours).hasSize(2 * (2 * MultipathIT.WIDTH + 1)).isEqualTo(scampers(topology, ours.size()));
    }

    /** The edges of both families that it finds, asked again until there are as many as that. */
    @SuppressWarnings("try") // an open network is there, whether or not the variable is used
    private static Set<List<String>> scampers(Topology topology, int enough) {
        Set<List<String>> edges = new HashSet<>();
        try (TunNetwork network = TunNetwork.open(topology, 1, "paths0")) {
            for (int i = 0; i < PORTS.size() && edges.size() < enough; i++) {
                int port = PORTS.get(i);
                CompletableFuture<CommandResult> other =
                        CompletableFuture.supplyAsync(() -> tracelb(MultipathIT.SERVER6, port));
                addEdges(tracelb(MultipathIT.SERVER, port), edges);
                addEdges(other.join(), edges);
                edges.removeIf(
                        edge -> edge.get(0).equals("10.254.0.1") || edge.get(0).equals(canonical("fd00:fe::1")));
            }
        }
        return edges;
    }

    private static CommandResult tracelb(String target, int port) {
        String command = "tracelb -P udp-sport -s " + port + " -c 99 -w 1 -W 15 " + target;
        return Command.run("ip", "netns", "exec", "peer", "scamper", "-p", "10000", "-I", command)
                .expectSuccess();
    }

    /** Of lines such as "a -> (b, c) -> d": all of a set are linked with all of the next. */
    private static void addEdges(CommandResult result, Set<List<String>> edges) {
        for (String line : result.stdout().lines().toList()) {
            List<List<String>> sets = Arrays.stream(line.split(" -> "))
                    .map(set -> Arrays.asList(set.replaceAll("[() ]", "").split(",")))
                    .toList();
            for (int i = 1; i < sets.size(); i++) {
                for (String from : sets.get(i - 1)) {
                    sets.get(i).forEach(to -> edges.add(List.of(canonical(from), canonical(to))));
                }
            }
        }
    }

    private static String address(MultipathResult result, int id) {
        return result.vertices().get(id).address().orElseThrow().getHostAddress();
    }

    private static String canonical(String address) {
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
