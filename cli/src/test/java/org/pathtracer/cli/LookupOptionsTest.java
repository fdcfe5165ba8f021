// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.StopReason;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.format.SegmentText;
import org.pathtracer.samples.Samples;

/** Options for look-ups that are refused before anything is sent; and segments in words. */
class LookupOptionsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return PathTracerCommand.run(terminal, args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--no-enrich --asn | --no-enrich leaves",
                "--no-enrich --cache x | --no-enrich leaves",
                "-n --local-names | -n leaves --local-names",
                "--asn-zones a,b,c | no effect without --asn",
                "--asn --asn-zones a,b | needs three zones",
                "--rdap-server https://rdap.test/ | no effect without --rdap",
                "--rdap --rdap-server http://rdap.test/ | begins with https://",
                "--dns-server dns.test | is not an address",
                "--dns-doh https://dns.test/ --dns-server 127.0.0.1 | give one or the other",
                "--asn-db /nonexistent/file | can't be used as a database",
                "--location-db /nonexistent/file | can't be used as a database",
                "--networks /nonexistent/file | can't be read",
                "--client-asn 0 | must be from 1 to 4294967295",
                "--enrich-deadline 20m | at most 10 minutes",
            })
    void contradiction_getsASentence(String options, String sentence) {
        assertThat(run(("trace " + options + " 127.0.0.1").split(" "))).isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
        assertThat(out.size()).isZero();
    }

    @Test
    void cacheThatCannotBeRead_isRefused(@TempDir Path folder) {
        assertThat(run("trace", "--cache", folder.toString(), "127.0.0.1")).isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--cache", "can't be written: it is a directory");
    }

    @Test
    void segments_areToldInRuns() {
        assertThat(SegmentText.of(Samples.result(
                                StopReason.DESTINATION,
                                Samples.known(Samples.hop(1), "192.0.2.1", Samples.OWNER),
                                Samples.known(Samples.hop(2), "192.0.2.1", Samples.OWNER),
                                Samples.hop(3),
                                Samples.known(Samples.hop(4), "192.0.2.1", Samples.OWNER))
                        .hops()))
                .isEqualTo("isp 1-2, isp 4");
    }
}
