// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/** What goes wrong before a probe leaves: one message on stderr, nothing on stdout, and a status. */
@SameForAllUsers
class ErrorsIT extends CommandInLab {
    @BeforeEach
    void openAChain() {
        open(Lab.chain(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trace nowhere.invalid                | nowhere.invalid",
                "trace -6 127.0.0.1                   | address",
                "trace -4 ::1                         | address",
                "trace 1.2.3.4.5                      | not a valid address",
                "trace -m 0 127.0.0.1                 | from 1 to 255",
                "trace -m 300 127.0.0.1               | from 1 to 255",
                "trace -w -1s 127.0.0.1               | more than zero",
                "trace -i nonesuch0 127.0.0.1         | nonesuch0",
                "trace -s 198.51.100.1 127.0.0.1      | 198.51.100.1",
                "trace -s ::1 127.0.0.1               | family",
                "trace --transport nonesuch 127.0.0.1 | nonesuch",
                "trace -p 80 127.0.0.1                | ICMP probes have no ports",
                "trace fe80::1                        | fe80::1 is an address of one link only",
                "trace fe80::1%nonesuch0              | nonesuch0",
                "trace -U -p 0 127.0.0.1              | from 1 to 65535",
                "trace -T --source-port 65536 ::1     | from 1 to 65535",
                "trace -U -T 127.0.0.1                | mutually exclusive",
                "trace --flow-method paisr 127.0.0.1  | paris, classic or dublin",
                "trace --flow-method dublin ::1       | needs IPv4",
                "trace --flow-label 0x100000 ::1      | from 0 to 1048575",
                "trace --flow-label 5 127.0.0.1       | no flow label",
            })
    void invalidInput_isStatus2(String line, String word) {
        expectFailure(run(line.split(" ")), 2, word);
        expectFailure(run((line + " --json").split(" ")), 2, word);
    }

    @Test
    void nothingPermitted_isStatus3_withBothRemedies() {
        for (Family family : Family.values()) {
            // On a router, since no user may open ICMP sockets there.
            CommandResult result = runUnprivileged("r1", traceLine(family));
            expectFailure(result, 3, "ping_group_range");
            assertThat(result.stderr())
                    .contains("sysctl -w")
                    .contains("net_raw")
                    .contains("probes can be sent here: choose protocol UDP");
        }
    }

    /**
     * Only the kernel knows all of them, so each probe is what it refuses; those of other networks are like any
     * address.
     */
    @ParameterizedTest
    @ValueSource(strings = {"-I", "-U"})
    void broadcastAddressOfAnOwnNetwork_isToldAsSuch(String protocol) {
        lab.exec(Lab.CLIENT, "ip", "address", "add", "10.66.0.1/24", "brd", "+", "dev", "to-r1")
                .expectSuccess();
        CommandResult result = run("trace", protocol, "-q", "1", "-m", "2", "10.66.0.255");
        assertThat(result.exitCode()).as(result.stdout()).isEqualTo(ExitStatus.NOT_REACHED);
        assertThat(result.stdout()).contains("0 of 0 probes answered");
        assertThat(result.stderr())
                .contains("no probe could leave this host: EACCES, the address is a broadcast address");
    }

    /** What was refused has no document; what was begun and can't be done here has one that says why. */
    private static void expectFailure(CommandResult result, int status, String word) {
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(status);
        if (status == ExitStatus.INVALID) {
            assertThat(result.stdout()).isEmpty();
        } else {
            assertThat(Schemas.valid("failure-1.json", result.stdout())
                            .get("failure")
                            .asText())
                    .contains(word)
                    .doesNotContain("?");
        }
        assertThat(result.stderr())
                .startsWith("pathtracer: ")
                .contains(word)
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }
}
