// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pathtracer.cli.output.SendFailures;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.samples.Samples;

/** What is said of probes that did not leave this host. */
class SendFailuresTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);

    @Test
    void probesThatDidNotLeave_areComplainedAbout() {
        SendFailures.complain(List.of(Map.of((SendFailed) Samples.NO_ROUTE, 7L)), terminal);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("pathtracer: 7 probes could not leave this host: ENETUNREACH, this host has no route there"
                        + "\n");
        err.reset();
        SendFailures.complain(List.of(Map.of()), terminal);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
