// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.testkit.FaultZoo;
import org.pathtracer.testkit.FaultySpecimen;
import org.pathtracer.testkit.result.Diagnoses;
import org.pathtracer.testkit.result.TraceResults;

/** Diagnoses as text, page and drawing. */
class DiagnosisReportTest {
    private static final Path PICTURE = Path.of("../docs/images/diagnosis.svg");

    /** The one in the picture of the README. */
    private static Diagnosis lossy() {
        return Diagnoses.to("https://shop.example/")
                .address("192.0.2.80")
                .finding(FindingKind.LINK_LOSS, Severity.DEGRADES, 0.92)
                .between(PlaceSegment.ISP, 4, "198.51.100.9", "198.51.100.13")
                .sentence("Loss of 8 % begins between 198.51.100.9 and 198.51.100.13 in your provider's network")
                .evidence("39 of 480 probes to the target were lost (8 %, TCP port 443)")
                .alternative(FindingKind.QUEUE, 0.05)
                .advice("Send this evidence to your provider.")
                .summary("Loss of 8 % begins between 198.51.100.9 and 198.51.100.13 in your provider's network (92 %).")
                .notLookedAt(Omission.NOT_SUPPORTED, "IPv6 was not looked at: this host has no route to 2001:db8::80")
                .result(path())
                .build();
    }

    private static TraceResult path() {
        return TraceResults.to("192.0.2.80")
                .hop(1, "192.168.1.1", Duration.ofMillis(1))
                .hop(2, "198.51.100.1", Duration.ofMillis(7))
                .hop(3, "198.51.100.9", Duration.ofMillis(9))
                .hop(4, "198.51.100.13", Duration.ofMillis(11))
                .silent(5, 3)
                .silent(6, 3)
                .hop(7, "203.0.113.65", Duration.ofMillis(24))
                .hop(8, "192.0.2.80", Duration.ofMillis(26))
                .build();
    }

    @Test
    void text_hasTheSentenceOnceThenEvidenceAndAdvice() {
        assertThat(Reports.text(lossy()).lines())
                .containsExactly(
                        "Loss of 8 % begins between 198.51.100.9 and 198.51.100.13 in your provider's network (92 %).",
                        "  - 39 of 480 probes to the target were lost (8 %, TCP port 443)",
                        "  or: queue between 198.51.100.9 and 198.51.100.13 (5 %)",
                        "  what to do: Send this evidence to your provider.",
                        "not looked at: IPv6 was not looked at: this host has no route to 2001:db8::80",
                        "%d probes, %d answered, in 1.0 s".formatted(path().probesSent(), path().repliesReceived()));
    }

    @Test
    void table_hasALineForEachFinding() {
        assertThat(Reports.csv(lossy()).lines())
                .startsWith("kind,severity,probability,segment,ttl,address,from,to,sentence")
                .last()
                .asString()
                .startsWith("link-loss,degrades,0.9200,isp,4,,198.51.100.9,198.51.100.13,");
    }

    /** With -Dpathtracer.renew=true it is written anew. */
    @Test
    void pictureOfTheDocumentation_isWhatIsDrawn() throws IOException {
        String drawn = Reports.svg(lossy());
        if (Boolean.getBoolean("pathtracer.renew")) {
            Files.writeString(PICTURE, drawn);
        }
        assertThat(Files.readString(PICTURE)).isEqualTo(drawn);
    }

    @Test
    void picture_marksTheLinkByFormAndWords() {
        String drawn = Reports.svg(lossy());
        assertThat(drawn).containsOnlyOnce("<line class=\"badway\"").contains("\u25b2 loss on a link (92 %)");
        assertThat(drawn).contains("hops 5 to 6", "do not answer");
    }

    @Test
    void page_loadsNothingAndHasEverything() {
        String page = Reports.html(lossy());
        assertThat(page)
                .contains(
                        "92&nbsp;%",
                        "Send this evidence to your provider.", "39 of 480 probes", "1970-01-01 00:00:00 UTC")
                .contains("Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"")
                .contains("prefers-color-scheme: dark", "Results that this rests on (1)", "pathtracer/diagnose/1")
                .doesNotContain("<script", "http-equiv=\"refresh", "@import", "url(", "src=", "href=");
    }

    @ParameterizedTest
    @EnumSource(FindingKind.class)
    void anyKind_isMarkedSomewhereInThePicture(FindingKind kind) {
        for (PlaceSegment segment : PlaceSegment.values()) {
            Diagnosis diagnosis = Diagnoses.to("192.0.2.80")
                    .finding(kind, Severity.BLOCKS, 0.999)
                    .at(segment, 3, "198.51.100.9")
                    .result(path())
                    .build();
            assertThat(Reports.svg(diagnosis)).contains("\u25b2 ", "(over 99 %)");
            assertThat(Reports.html(diagnosis)).contains("over 99&nbsp;%");
        }
    }

    /** A diagnosis of each kind of fault: what is read back is the same, and says the same. */
    @ParameterizedTest
    @EnumSource(FindingKind.class)
    void diagnosisOfTheZoo_isReadBack(FindingKind kind) {
        if (!FaultZoo.kinds().contains(kind)) {
            return; // a note
        }
        FaultySpecimen specimen = FaultZoo.of(kind, 1);
        try (PathTracer tracer =
                PathTracer.builder().transport(specimen.network()).build()) {
            Diagnosis diagnosis =
                    tracer.diagnose(DiagnoseRequest.to(specimen.target()).build());
            String document = Reports.json(diagnosis);
            Diagnosis read = Reports.fromJson(document, Diagnosis.class);
            assertThat(Reports.json(read)).isEqualTo(document);
            assertThat(Reports.text(read)).isEqualTo(Reports.text(diagnosis));
            assertThat(Reports.svg(read)).isEqualTo(Reports.svg(diagnosis));
            assertThat(Reports.html(read)).isEqualTo(Reports.html(diagnosis));
            assertThat(Arrays.stream(Reports.text(diagnosis).split("\n")))
                    .noneMatch(line -> line.endsWith(" ") || line.contains("  (") || line.contains("null"));
        }
    }
}
