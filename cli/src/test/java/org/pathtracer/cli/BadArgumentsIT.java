// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** The same table where a router counts: bad input sends nothing. */
@SameForAllUsers
class BadArgumentsIT extends CommandInLab {
    /** So that none takes as long as a command of the lab may take, also on a busy machine. */
    private static final int PARTS = 5;

    private static final String ROUTER = Lab.router(1);

    /** All that comes, over IPv4 and IPv6, but for what kernels tell their neighbours by themselves. */
    private static final String WITNESS = """
            table inet witness {
                counter seen {}
                chain in {
                    type filter hook prerouting priority -300;
                    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, nd-router-advert } accept;
                    icmpv6 type { mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report } accept;
                    counter name seen
                }
            }
            """;

    @Test
    void badLines_sendNoPacket() {
        open(Lab.chain(1));
        lab.nft(ROUTER, WITNESS);
        // Without the archive of classes, which fits one class path.
        List<String> line = new ArrayList<>(TheCommand.javaArguments());
        line.add(0, TheCommand.java());
        int classPath = line.indexOf("-cp") + 1;
        line.set(classPath, "target/test-classes:" + line.get(classPath));
        line.set(line.size() - 1, ArgumentTable.class.getName());
        for (int part = 0; part < PARTS; part++) {
            List<String> some = new ArrayList<>(line);
            some.addAll(List.of("" + part, "" + PARTS));
            CommandResult result = lab.exec(Lab.CLIENT, some);
            assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
            assertThat(result.stdout()).matches("(?s)\\d{2,} lines, 0 wrong\\s*");
        }
        assertThat(seen()).as("packets that the first router received").isZero();
        for (Family family : Family.values()) {
            long before = seen();
            run("ping", "-c", "1", text(lab.target(family)));
            assertThat(seen()).as("the witness sees %s", family).isGreaterThan(before);
        }
    }

    private long seen() {
        String counters =
                lab.exec(ROUTER, "nft", "list", "counters").expectSuccess().stdout();
        return Long.parseLong(counters.replaceAll("(?s).*packets (\\d+).*", "$1"));
    }
}
