// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** The same table where a router counts: bad input sends nothing. */
@SameForAllUsers
class BadArgumentsIT extends CommandInLab {
    @Test
    void badLines_sendNoPacket() {
        open(Lab.chain(1));
        long before = forwarded();
        List<String> line = new ArrayList<>(TheCommand.line());
        int classPath = line.indexOf("-cp") + 1;
        line.set(classPath, "target/test-classes:" + line.get(classPath));
        line.set(line.size() - 1, ArgumentTable.class.getName());
        CommandResult result = lab.exec(Lab.CLIENT, line);
        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
        assertThat(forwarded()).as("packets that the first router received").isEqualTo(before);
    }

    /** What came from the client, but for what the kernels tell each other by themselves. */
    private long forwarded() {
        return lab.exec("r1", List.of("cat", "/proc/net/snmp"))
                .stdout()
                .lines()
                .filter(row -> row.matches("Ip: \\d.*"))
                .mapToLong(row -> Long.parseLong(row.split(" ")[3]))
                .sum();
    }
}
