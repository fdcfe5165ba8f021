// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.samples.Schemas;

/** Whether {@code /dev/net/tun} is closed or devices may not be made: a user without the right is told what to run. */
@InLab(tools = "setpriv")
class SimulateRefusedIT {
    @Test
    void withoutPrivileges_isStatus3_withTheCommandThatWorks() {
        List<String> line = Lab.unprivileged(TheCommand.line("simulate", "paris", "--json"));
        CommandResult result = Command.run(line.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(3);
        assertThat(Schemas.valid("failure-1.json", result.stdout())
                        .get("failure")
                        .asText())
                .contains("sudo ./pathtracer simulate paris");
        assertThat(result.stderr())
                .startsWith("pathtracer: ")
                .contains("    sudo ./pathtracer simulate paris\n")
                .contains("unshare")
                .doesNotContain("Exception");
    }
}
