// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A judge that knows nothing of this project: the system's traceroute, one probe a hop, times left out. */
final class Traceroute {
    static final String SILENCE = "*";

    private Traceroute() {}

    /** A line for each hop: the address, and the mark of an unreachable if there is one ("10.77.1.1 !X"). */
    static List<String> run(Lab lab, Family family, String... options) {
        List<String> command = new ArrayList<>(List.of("traceroute", "-n", "-q", "1", "-w", "1", "-N", "32"));
        command.addAll(List.of(options));
        command.add(lab.target(family).getHostAddress());
        return lab.exec(Lab.CLIENT, command)
                .expectSuccess()
                .stdout()
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceFirst("^\\d+ +", "").replaceFirst(" +[0-9.]+ ms", ""))
                .toList();
    }

    static List<String> texts(Family family, int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(i -> new Subnet(Subnet.CHAIN, i).text(family, Link.RIGHT))
                .toList();
    }
}
