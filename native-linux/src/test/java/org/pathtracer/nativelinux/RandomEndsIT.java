// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** A thousand operations of all kinds on four loops, ended at any moment, by root and by an ordinary user. */
@InLab(tools = "setpriv")
@SameForAllUsers
class RandomEndsIT {
    private static final int ROUTERS = 2;
    private static final int OPERATIONS = 1000;
    private static final String PREFIX = "10.98";

    /** What probes, and how. */
    enum Kind {
        RAW(false),
        DGRAM(false),
        /** As uid 65534, where there are others than root. */
        USER(true);

        final boolean ordinary;
        final String transport;

        Kind(boolean ordinary) {
            this.ordinary = ordinary;
            transport = ordinary ? "dgram" : name().toLowerCase(Locale.ROOT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyKindOfOperationEndedAtAnyMoment_leavesNothing(Kind kind) throws IOException {
        long seed = Long.getLong("pathtracer.seed", System.nanoTime());
        try (Lab lab = Lab.chain(ROUTERS).open()) {
            answerBehindAll(lab, PREFIX + ".0.0/19");
            List<String> java = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    kind.ordinary ? ReadableClassPath.get() : System.getProperty("java.class.path"),
                    RandomEndsProgram.class.getName(),
                    kind.transport,
                    PREFIX,
                    Long.toString(seed),
                    Integer.toString(OPERATIONS));
            String printed = lab.exec(Lab.CLIENT, kind.ordinary ? Lab.unprivileged(java) : java)
                    .expectSuccess()
                    .stdout();
            assertThat(printed.lines())
                    .as("-Dpathtracer.seed=" + seed)
                    .containsExactly("descriptors 0", "user " + (kind.ordinary ? "without capabilities" : "root"));
        }
    }

    /** The target answers for the hosts of a block, which are behind all routers. */
    private static void answerBehindAll(Lab lab, String block) {
        lab.answerFor(block);
        for (int i = 1; i <= ROUTERS; i++) {
            InetAddress next = i == ROUTERS ? lab.target(Family.V4) : lab.routerAddress(i + 1, Family.V4);
            lab.exec(Lab.router(i), "ip", "route", "replace", block, "via", next.getHostAddress())
                    .expectSuccess();
        }
    }
}
