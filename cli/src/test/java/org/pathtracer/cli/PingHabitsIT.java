// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** What people know from ping and fping. */
@SameForAllUsers
class PingHabitsIT extends CommandInLab {
    private static final String SILENT = "10.97.0.1";

    @BeforeEach
    void openBlock() {
        open(Lab.chain(0));
        lab.answerFor("10.98.0.0/16");
        lab.swallow(SILENT);
    }

    private List<String> ping(int status, String... args) {
        CommandResult result = run(args);
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(status);
        return result.stdout().lines().toList();
    }

    @Test
    void quiet_leavesTheSummary() {
        assertThat(ping(0, "ping", "-q", "-c", "3", "-i", "10ms", "10.98.0.1"))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("3 sent, 3 answered"));
        assertThat(ping(1, "ping", "-q", "-c", "1", "-w", "200ms", "10.98.0.0/29", SILENT))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("6 of 7 targets answered"));
    }

    @Test
    void timestamps_areBeforeAnswers() {
        List<String> lines = ping(0, "ping", "-D", "-c", "2", "-i", "10ms", "10.98.0.1");
        assertThat(lines.get(0)).startsWith("ping to ");
        assertThat(lines.subList(1, 3))
                .allSatisfy(line -> assertThat(line).matches("\\[\\d{10}\\.\\d{6}] +\\d +[0-9.]+ ms  ttl 64"));
        assertThat(lines.get(3)).startsWith("2 sent");
    }

    @Test
    void aliveAndUnreachable_areListedApart() {
        assertThat(ping(1, "ping", "-a", "-c", "2", "-i", "1ms", "-w", "200ms", "10.98.0.0/29", SILENT))
                .containsExactlyInAnyOrder(
                        "10.98.0.1", "10.98.0.2", "10.98.0.3", "10.98.0.4", "10.98.0.5", "10.98.0.6");
        CommandResult silent =
                run("ping", "-u", "-c", "1", "-i", "1ms", "-w", "200ms", "10.98.0.0/29", SILENT, "nowhere.invalid");
        assertThat(silent.exitCode()).isEqualTo(1);
        assertThat(silent.stdout().lines()).containsExactly("nowhere.invalid", SILENT);
        assertThat(silent.stderr()).startsWith("pathtracer: nowhere.invalid is not known");
    }

    @Test
    void timesOfEachProbe_areOnALine() {
        List<String> lines = ping(1, "ping", "-C", "3", "-i", "1ms", "-w", "200ms", "10.98.0.1", SILENT);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("10\\.98\\.0\\.1 : ([0-9]+\\.[0-9]{3} ){2}[0-9]+\\.[0-9]{3}");
        assertThat(lines.get(1)).isEqualTo(SILENT + " : - - -");
    }
}
