// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pathtracer.MultipathResult;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.InLab;
import org.pathtracer.testkit.Balancing;
import org.pathtracer.testkit.Topology;

/** The other tool that looks for all paths finds the same. */
@InLab(
        tun = true,
        tools = {"scamper"})
class TracelbIT {
    /** Its first source port. With one of its own choice it would miss a path now and then, as it says. */
    private static final String PORT = "40000";

    @Test
    @SuppressWarnings("try") // an open network is there, whether or not anybody speaks of it
    void scamper_findsTheSameEdges() {
        Topology topology = MultipathIT.diamond(Balancing.perFlow()).build();
        Set<List<String>> scampers = new HashSet<>();
        try (TunNetwork network = TunNetwork.open(topology, 1, "paths0")) {
            String tracelb = "tracelb -P udp-sport -s " + PORT + " -c 99 -w 1 -W 15";
            Command.run("scamper", "-p", "10000", "-c", tracelb, "-i", MultipathIT.SERVER, MultipathIT.SERVER6)
                    .expectSuccess()
                    .stdout()
                    .lines()
                    .forEach(line -> addEdges(line, scampers));
        }
        Set<List<String>> ours = new HashSet<>();
        for (String target : List.of(MultipathIT.SERVER, MultipathIT.SERVER6)) {
            MultipathResult result = MultipathIT.discover(topology, target, "raw", 0);
            result.edges().forEach(edge -> ours.add(List.of(address(result, edge.from()), address(result, edge.to()))));
        }
        assertThat(ours).hasSize(2 * (2 * MultipathIT.WIDTH + 1)).isEqualTo(scampers);
    }

    /** A line such as "a -> (b, c) -> d": all of a set are linked with all of the next. */
    private static void addEdges(String line, Set<List<String>> edges) {
        List<List<String>> sets = Arrays.stream(line.split(" -> "))
                .map(set -> Arrays.asList(set.replaceAll("[() ]", "").split(",")))
                .toList();
        for (int i = 1; i < sets.size(); i++) {
            for (String from : sets.get(i - 1)) {
                sets.get(i).forEach(to -> edges.add(List.of(canonical(from), canonical(to))));
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
