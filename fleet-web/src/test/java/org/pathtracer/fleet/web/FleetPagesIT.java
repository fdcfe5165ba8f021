// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.PingRequest;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.FleetRequest;

/** The pages of a fleet in a real browser. */
@Tag("same-for-all-users")
class FleetPagesIT {
    @TempDir
    static Path folder;

    private static WebFleet fleet;
    private static FleetWeb web;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        boolean there = Browser.find(Browser.BROWSER).isPresent()
                && Browser.find(Browser.DRIVER).isPresent();
        if (!there && "true".equals(System.getenv("CI"))) {
            Assertions.fail("install chromium and chromedriver");
        }
        Assumptions.assumeTrue(there, "chromium and chromedriver are missing");
        fleet = new WebFleet(folder.resolve("fleet"));
        web = fleet.web(options -> options.anyoneMeasures(true));
        fleet.fleet
                .measure(
                        FleetRequest.of(PingRequest.to(WebFleet.TARGET).count(5).build())
                                .build())
                .completed()
                .forEach(outcome -> web.record(List.of(WebFleet.HOSTILE), outcome));
        fleet.fleet
                .measure(FleetRequest.of(TraceRequest.to(WebFleet.TARGET).build())
                        .build())
                .completed()
                .forEach(outcome -> web.record(List.of(WebFleet.TARGET), outcome));
        browser = new Browser(Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void end() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (fleet != null) {
            fleet.close();
        }
    }

    /** Quiet: no error, nothing blocked, nothing loaded from elsewhere; and nothing is cut off at the side. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?by=rtt",
                "vantage-points",
                "vantage-points/nyc-1",
                "pairs/fra-1/10.0.0.4",
                "pairs/fra-1/%3Cscript%3Edocument.title=1",
                "measurements"
            })
    void page_isQuiet_andFits(String path) {
        for (int width : new int[] {1200, 400}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.open(web.url() + path, width, dark);
                assertThat(browser.console()).isEmpty();
                assertThat(browser.ask("document.documentElement.scrollWidth <= window.innerWidth"))
                        .isEqualTo(true);
                assertThat(browser.driver().getTitle()).isNotEqualTo("taken");
                assertThat(browser.ask("performance.getEntriesByType('resource').every(one => one.name.startsWith('"
                                + web.url() + "'))"))
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void matrix_leadsToThePair() {
        browser.open(web.url(), 1200, false);
        browser.first("svg.matrix a").click();
        assertThat(browser.driver().getCurrentUrl()).contains("/pairs/");
        assertThat(browser.first("h1").getText()).startsWith("From ");
    }

    /** From the form to the outcomes, which arrive while the page is shown. */
    @Test
    void measurement_isShownLive() {
        browser.open(web.url() + "measurements", 1200, false);
        browser.first("input[name=target]").sendKeys(WebFleet.TARGET);
        browser.first("#measure button").click();
        browser.await("document.querySelector('#state')?.textContent === 'done'");
        assertThat(browser.first("#count").getText()).isEqualTo("2");
        assertThat(browser.first("#outcomes").getText()).contains("fra-1", "nyc-1", "reached after 4 hops");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void badTarget_isSaidOnThePage() {
        browser.open(web.url() + "measurements", 400, false);
        browser.first("input[name=target]").sendKeys("not a host");
        browser.first("#measure button").click();
        browser.await("document.querySelector('#problem').textContent !== ''");
        assertThat(browser.first("#problem").getText()).contains("not a host");
    }
}
