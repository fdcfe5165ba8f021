// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.samples.MonitorSamples.eventful;
import static org.pathtracer.samples.MonitorSamples.unknown;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.MonitorSeries;
import org.pathtracer.cli.monitor.MonitorView;
import org.pathtracer.cli.monitor.Sparkline;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Palette;
import org.pathtracer.result.MonitorSeriesRecord;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.samples.Samples;

/** The live view's picture, which follows from what is shown and the terminal's size alone. */
class MonitorViewTest {
    private static final MonitorView.Mode FIGURES = MonitorView.Mode.FIGURES;

    private static MonitorView view(MonitorView.Mode mode, Map<InetAddress, String> names, MonitorSeries... series) {
        return new MonitorView(
                "ICMP over raw", List.of(series), 0, mode, names, true, false, false, Palette.NONE, Sparkline.UNICODE);
    }

    private static MonitorView.Mode mode(int number) {
        return MonitorView.Mode.values()[number];
    }

    @Test
    void figures_haveAHistoryBehindThem() {
        assertThat(view(FIGURES, Map.of(), eventful("a.example")).lines(110, 30))
                .containsExactly(
                        "pathtracer monitor of a.example (192.0.2.80), ICMP over raw, 4 traces, 3 reached it",
                        "keys: q quit  p pause  r reset  d display  n names  ? help",
                        "",
                        "     host               loss  sent     last     mean     best    worst   stddev   jitter",
                        "  1  192.0.2.1            0%     4    1.000    1.250    1.000    2.000    0.500    0.121  ▁▁▁▁",
                        "  2  *                  100%     4                                                        ××××",
                        "  3  192.0.2.80          25%     4   40.000   23.333   10.000   40.000   15.275    1.836  ▂▄×█",
                        "",
                        "highest bar: 40.000 ms, × lost",
                        "3 probes could not leave: ENETUNREACH, this host has no route there",
                        "6 changes, the latest: path changed: hop 1 192.0.2.7 became 192.0.2.1");
    }

    @Test
    void distribution_hasPercentiles() {
        assertThat(view(mode(1), Map.of(), eventful("a.example")).lines(110, 30).get(6))
                .isEqualTo("  3  192.0.2.80                              25%     4   10.000   20.000"
                        + "   40.000   40.000   40.000   40.000");
    }

    @Test
    void history_takesTheRoomThatThereIs() {
        int[] times = new int[64];
        MonitorSeries one = eventful("a.example");
        MonitorSeries series = new MonitorSeriesRecord(
                one.target(),
                64,
                64,
                List.of(MonitorSamples.hop(1, "192.0.2.80", times)),
                one.path(),
                List.of(),
                0,
                Map.of());
        assertThat(view(mode(2), Map.of(), series).lines(120, 30).get(4)).endsWith("  " + "▁".repeat(64));
        assertThat(view(mode(2), Map.of(), series).lines(60, 30).get(4)).hasSize(60);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5", "200, 4", "110, 6", "1, 1"})
    void anySize_isKept(int columns, int rows) {
        for (MonitorView.Mode mode : MonitorView.Mode.values()) {
            List<String> lines = view(mode, Map.of(), eventful("a.example")).lines(columns, rows);
            assertThat(lines).hasSizeLessThanOrEqualTo(rows);
            assertThat(lines).allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(columns));
        }
    }

    @Test
    void moreHopsThanRows_areCountedOnTheLastLine() {
        List<MonitorHop> hops = new ArrayList<>();
        for (int ttl = 1; ttl <= 30; ttl++) {
            hops.add(MonitorSamples.hop(ttl, "192.0.2." + ttl, ttl));
        }
        MonitorSeries one = eventful("a.example");
        MonitorSeries longPath = new MonitorSeriesRecord(one.target(), 1, 1, hops, one.path(), List.of(), 0, Map.of());
        assertThat(view(FIGURES, Map.of(), longPath).lines(110, 12)).hasSize(12).contains("... 25 lines more");
    }

    @Test
    void hostileNames_haveNoPowerOverTheTerminal() {
        InetAddress first = Samples.address("192.0.2.1");
        MonitorView view = view(FIGURES, Map.of(first, "evil\033[2J\u202e.example"), eventful("a\033]0;x\007"));
        String picture = String.join("\n", view.lines(110, 30));
        assertThat(picture).contains("evil?[2J?.examp").doesNotContain("\033").doesNotContain("\u202e");
    }

    @Test
    void failedTarget_tellsWhy() {
        assertThat(view(FIGURES, Map.of(), unknown("b.example")).lines(110, 30)).contains("b.example is not known");
    }

    @Test
    void helpAndPause_areSeen() {
        MonitorView view =
                new MonitorView("", List.of(), 0, FIGURES, Map.of(), false, true, true, Palette.NONE, Sparkline.ASCII);
        assertThat(view.lines(80, 24)).first().asString().endsWith("paused");
        assertThat(view.lines(80, 24)).contains("  q        quit");
    }

    @Test
    void wideCharacters_takeTwoColumns() {
        assertThat(Cells.width("日本")).isEqualTo(4);
        assertThat(Cells.left("日本語", 5)).isEqualTo("日本 ");
        assertThat(Cells.left("\033[31mred\033[0m", 5)).endsWith("  ");
    }
}
