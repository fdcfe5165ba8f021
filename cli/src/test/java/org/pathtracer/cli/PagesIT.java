// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.Run;
import org.pathtracer.TraceRequest;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.report.Reports;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.result.BufferbloatResults;
import org.pathtracer.testkit.result.Diagnoses;
import org.pathtracer.testkit.result.PingResults;
import org.pathtracer.testkit.result.TraceResults;
import org.pathtracer.testkit.topology.Node;

/** The pages of all operations in a real browser: whole, quiet, on wide and narrow screens, and by keyboard. */
@ExtendWith(BrowserRequired.class)
@SameForAllUsers
class PagesIT {
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)><script>document.title='taken'</script>\"' onload=alert(2)";

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = new Browser(Files.createDirectory(folder.resolve("profile")));
        for (Map.Entry<String, Run> result : results().entrySet()) {
            Files.writeString(file(result.getKey()), Reports.html(result.getValue()));
        }
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    private static Path file(String name) {
        return folder.resolve(name + ".html");
    }

    private static Map<String, Run> results() throws Exception {
        Map<String, Run> results = new LinkedHashMap<>();
        try (PathTracer tracer = tracer("lossy")) {
            String target = target("lossy");
            results.put("trace", tracer.trace(TraceRequest.to(target).queries(8).build()));
            results.put(
                    "monitor",
                    tracer.monitor(MonitorRequest.to(target)
                            .cycles(60)
                            .interval(Duration.ofSeconds(1))
                            .build()));
            results.put("ping", tracer.ping(PingRequest.to(target).count(200).build()));
            results.put(
                    "long-ping",
                    tracer.ping(
                            PingRequest.to(target).count(3000).keptReplies(3000).build()));
            results.put("mtu", tracer.pathMtu(PathMtuRequest.to(target).build()));
        }
        try (PathTracer tracer = tracer("wide")) {
            results.put(
                    "multipath",
                    tracer.discoverPaths(MultipathRequest.to(target("wide")).build()));
        }
        Random random = new Random(3);
        results.put(
                "jittery",
                PingResults.to("a.example")
                        .replies(IntStream.range(0, 400)
                                .mapToObj(i -> Duration.ofNanos((long) (20e6
                                        + 8e5 * random.nextGaussian()
                                        + (i % 40 == 39 ? 3e7 * random.nextDouble() : 0))))
                                .toArray(Duration[]::new))
                        .lost(7)
                        .build());
        results.put(
                "pings",
                PingResults.to("a.example")
                        .replies(Duration.ofMillis(12), Duration.ofMillis(14), Duration.ofMillis(31))
                        .lost(1)
                        .and(PingResults.to("another-host-with-a-long-name.provider.example")
                                .replies(Duration.ofMillis(80), Duration.ofMillis(82))
                                .build())
                        .and(PingResults.to("silent.example").lost(4).build())
                        .build());
        results.put(
                "changed",
                MonitorSamples.result(MonitorSamples.eventful("a.example"), MonitorSamples.unknown("b.example")));
        results.put(
                "unreached",
                TraceResults.to("target.example").silent(1, 3).silent(2, 3).build());
        results.put(
                "bufferbloat",
                BufferbloatResults.against(URI.create("https://bufferbloat.example/"))
                        .idle(Duration.ofMillis(12), Duration.ofMillis(14))
                        .loaded(Duration.ofMillis(150), Duration.ofMillis(220), Duration.ofMillis(190))
                        .build());
        results.put(
                "diagnose",
                Diagnoses.to("target.example")
                        .finding(FindingKind.LINK_LOSS, Severity.DEGRADES, 0.93)
                        .at(PlaceSegment.ISP, 2, "192.0.2.2")
                        .result(results.get("trace"))
                        .build());
        results.put(
                "hostile",
                TraceResults.to(HOSTILE)
                        .hop(1, "192.0.2.1", Duration.ofMillis(1))
                        .build());
        results.put(
                "hostile-ping",
                PingResults.to(HOSTILE).replies(Duration.ofMillis(1)).build());
        return results;
    }

    private static PathTracer tracer(String scenario) {
        return PathTracer.builder()
                .transport(SimulatedNetwork.of(Scenario.named(scenario).topology(), 7))
                .build();
    }

    private static String target(String scenario) {
        return Scenario.named(scenario).topology().nodes().stream()
                .filter(node -> node.role() == Node.Role.DESTINATION)
                .flatMap(node -> node.addresses().stream())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseThrow();
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".html")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_isWholeAndQuietOnAnyScreen(Path page) throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {1200, 400}) {
                browser.open(page, width, dark);
                assertThat(browser.console()).isEmpty();
                assertThat(browser.number("performance.getEntriesByType('resource').length"))
                        .isZero();
                assertThat(browser.first("h1").getText()).isNotBlank();
                assertThat(browser.first(".verdict").getText()).isNotBlank();
                assertThat(browser.number("document.documentElement.scrollWidth"))
                        .as("%s at %d px", page.getFileName(), width)
                        .isLessThanOrEqualTo(width);
                assertThat(browser.number("[...document.querySelectorAll('svg text')]"
                                + ".filter(text => text.getBoundingClientRect().height < 9).length"))
                        .as("letters too small to be read, %s at %d px", page.getFileName(), width)
                        .isZero();
                keep(page, width, dark);
            }
        }
    }

    /** For people that want to see them: the folder is named by a variable of the environment. */
    private static void keep(Path page, int width, boolean dark) throws IOException {
        String pictures = System.getenv("PATHTRACER_PICTURES");
        if (pictures != null) {
            String name = page.getFileName().toString().replace(".html", "");
            browser.picture(Files.createDirectories(Path.of(pictures))
                    .resolve("%s-%d%s.png".formatted(name, width, dark ? "-dark" : "")));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatCanBeUsed_isReachedByTab(Path page) {
        browser.open(page, 1200, false);
        long expected = browser.number("[...document.querySelectorAll('.wide, summary, a[href], button')]"
                + ".filter(one => one.checkVisibility()).length");
        for (int i = 0; i < expected; i++) {
            browser.tab();
            browser.ask("document.activeElement.setAttribute('reached', '')");
        }
        assertThat(browser.number("document.querySelectorAll('[reached]:not(body)').length"))
                .isEqualTo(expected);
    }

    @Test
    void foldedDocument_opensByKey() {
        browser.open(file("trace"), 400, false);
        WebElement summary = browser.first("summary");
        summary.sendKeys(Keys.ENTER);
        assertThat(browser.first("details pre").getText()).contains("pathtracer/trace/1");
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(400);
    }

    @Test
    void trace_hasALineForEachHop() {
        browser.open(file("trace"), 1200, false);
        assertThat(browser.all(".hops li .ttl").stream()
                        .map(WebElement::getText)
                        .filter(text -> !text.isEmpty()))
                .isNotEmpty()
                .containsExactlyElementsOf(browser.all("table tr td:first-child").stream()
                        .map(WebElement::getText)
                        .distinct()
                        .toList());
        assertThat(browser.all(".hops circle")).hasSizeGreaterThan(8);
    }

    @Test
    void ping_hasADotForEachAnswerAndATickForEachLoss() {
        browser.open(file("ping"), 1200, false);
        int answers = browser.all("circle.dot").size();
        int losses = browser.all("line.lost").size();
        assertThat(answers + losses).isEqualTo(200);
        assertThat(browser.all("rect.bar")).isNotEmpty();
    }

    @Test
    void monitor_hasAChartForEachHopThatAnswers() {
        browser.open(file("monitor"), 1200, false);
        assertThat(browser.all(".hops svg")).hasSizeGreaterThan(2);
        assertThat(browser.all(".hops line.lost")).isNotEmpty();
        browser.open(file("changed"), 1200, false);
        assertThat(browser.all("line.change")).isNotEmpty();
    }

    @Test
    void graph_isEnlargedByKeyAndButton() {
        browser.open(file("multipath"), 1200, false);
        long before = browser.number("document.querySelector('#graph svg').getBoundingClientRect().width");
        WebElement graph = browser.first("#graph");
        graph.sendKeys("+");
        long larger = browser.number("document.querySelector('#graph svg').getBoundingClientRect().width");
        assertThat(larger).isGreaterThan(before);
        browser.first("[data-zoom=out]").sendKeys(Keys.ENTER);
        assertThat(browser.number("document.querySelector('#graph svg').getBoundingClientRect().width"))
                .isEqualTo(before);
        browser.first("[data-zoom=fit]").click();
        assertThat(browser.number("document.querySelector('#graph').scrollWidth"))
                .isLessThanOrEqualTo(browser.number("document.querySelector('#graph').clientWidth"));
    }

    @Test
    void graph_isMovedByTheMouse() {
        browser.open(file("multipath"), 400, false);
        WebElement graph = browser.first("#graph");
        new Actions(browser.driver())
                .moveToElement(graph)
                .clickAndHold()
                .moveByOffset(-60, -20)
                .release()
                .perform();
        assertThat(browser.number("document.querySelector('#graph').scrollLeft"))
                .isPositive();
        assertThat(browser.ask("location.hash")).isEqualTo("");
    }

    @Test
    void hopOfAGraph_showsItsDetailsByKey() {
        browser.open(file("multipath"), 1200, false);
        assertThat(browser.all(".hop").stream().filter(WebElement::isDisplayed)).isEmpty();
        browser.first("a[href='#hop-1']").sendKeys(Keys.ENTER);
        assertThat(browser.first("#hop-1").isDisplayed()).isTrue();
        assertThat(browser.first("#hop-1").getText()).contains("TTL ", "Answers", "Paths");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void hostileName_isTextAndNothingElse() {
        for (String name : List.of("hostile", "hostile-ping")) {
            browser.open(file(name), 1200, false);
            assertThat(browser.driver().getTitle()).endsWith(HOSTILE);
            assertThat(browser.first("h1").getText()).contains("<img src=x onerror=alert(1)>");
            assertThat(browser.number("document.images.length + document.scripts.length"))
                    .isZero();
            assertThat(browser.console()).isEmpty();
        }
    }
}
