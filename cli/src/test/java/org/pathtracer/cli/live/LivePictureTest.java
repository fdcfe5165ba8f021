// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.samples.MonitorSamples.eventful;
import static org.pathtracer.samples.MonitorSamples.unknown;

import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MonitorSeries;
import org.pathtracer.Protocol;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.Origin;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.report.format.Cells;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.HopResponderRecord;
import org.pathtracer.result.MonitorHopRecord;
import org.pathtracer.result.MonitorSeriesRecord;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.samples.Samples;

/** The live view's picture, which follows from what is measured, what keys did, and the terminal's size alone. */
class LivePictureTest {
    private static final Bindings KEYS = new Bindings(Map.of());

    private final LiveState state = new LiveState(Optional.empty(), true, Theme.NONE, 0);
    private List<MonitorSeries> series = List.of(eventful("a.example"));
    private Map<InetAddress, String> names = Map.of();
    private Map<InetAddress, AddressInfo> infos = Map.of();

    private List<String> lines(int columns, int rows) {
        Measured measured = new Measured(
                series,
                names,
                infos,
                Protocol.ICMP,
                "raw",
                "here",
                Optional.of(InetAddress.getLoopbackAddress()),
                Duration.ofSeconds(1),
                Optional.of(LocalTime.of(12, 0)),
                LocalTime.of(12, 1, 2, 3),
                false);
        return new LivePicture(measured, state, KEYS, Sparkline.UNICODE).lines(columns, rows);
    }

    private void press(String... keys) {
        for (String key : keys) {
            if (state.asks()) {
                assertThat(state.type(key)).isEmpty();
            } else {
                state.apply(KEYS.of(key).orElseThrow(), series);
            }
        }
    }

    private static MonitorSeries longPath(int hops) {
        List<MonitorHop> all = new ArrayList<>();
        for (int ttl = 1; ttl <= hops; ttl++) {
            all.add(MonitorSamples.hop(ttl, "192.0.2." + ttl, ttl));
        }
        MonitorSeries one = eventful("a.example");
        return new MonitorSeriesRecord(one.target(), 1, 1, all, one.path(), List.of(), 0, Map.of());
    }

    @Test
    void firstPicture_hasTheTableTheEventsAndTheKeys() {
        List<String> lines = lines(110, 14);
        assertThat(lines)
                .startsWith(
                        "pathtracer monitor of a.example (192.0.2.80), ICMP over raw, 4 traces, 3 reached it",
                        "from here (127.0.0.1), every 1.0 s, whole life  12:01:02");
        assertThat(lines.get(2)).contains("host", "loss", "sent", "last", "best", "mean", "worst", "stddev", "jitter");
        assertThat(lines.get(3)).startsWith(">  1  192.0.2.1").contains("0%", "1.000", "1.250");
        assertThat(lines.get(4)).startsWith("   2  *").contains("100%");
        assertThat(lines.get(5)).startsWith("   3  192.0.2.80").contains("25%", "40.000", "23.333");
        assertThat(lines.get(5).length()).isLessThanOrEqualTo(110);
        assertThat(lines).anyMatch(line -> line.startsWith("3 probes could not leave: ENETUNREACH"));
        assertThat(lines).contains("latest of 3: 12:00:08  path changed: hop 1 192.0.2.7 became 192.0.2.1");
        assertThat(lines.get(13)).startsWith("q quit  ? help  p pause");
    }

    @Test
    void history_isAsLongAsThereIsRoom() {
        press("d", "d");
        assertThat(lines(120, 20).get(3)).endsWith("  ▁▁▁▁");
        assertThat(lines(60, 20))
                .allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(60));
    }

    @Test
    void displayMode_changesColumns() {
        press("d");
        assertThat(lines(110, 20).get(2)).contains("median", "p90", "p95", "p99");
        press("d", "d");
        assertThat(lines(110, 20).get(2)).contains("stddev").doesNotContain("p99");
    }

    @Test
    void columns_areChosenByLetters() {
        press("c");
        assertThat(lines(100, 20)).anyMatch(line -> line.startsWith("columns (LSNABWVI), of L loss"));
        press("D", "r", "g", "backspace", "j", "m", "x");
        assertThat(lines(100, 20)).contains("> Drjmx_");
        press("enter");
        assertThat(lines(100, 20).get(2))
                .containsSubsequence("drop", "recv", "jlast", "jmean", "jworst")
                .doesNotContain("loss");
        press("c", "!", "enter");
        assertThat(lines(100, 20).get(19)).startsWith("there is no column !");
        press("c", "L", "esc");
        assertThat(lines(100, 20).get(2)).contains("jworst");
    }

    @Test
    void everyLetterOfMtr_isAColumn() {
        assertThat(Column.of("LDRSNBAWVGJMXI")).hasSize(14).doesNotHaveDuplicates();
        for (Column column : Column.values()) {
            assertThat(column.of(
                            eventful("a").hops().get(2),
                            eventful("a").hops().get(2).statistics()))
                    .isNotEmpty();
        }
    }

    @Test
    void longPath_isScrolledWithTheChosenHop() {
        series = List.of(longPath(30));
        assertThat(lines(100, 14)).anyMatch(line -> line.contains("lines more"));
        press("end");
        assertThat(lines(100, 14)).anyMatch(line -> line.startsWith("> 30  192.0.2.30"));
        press("up", "pgup");
        assertThat(lines(100, 14)).anyMatch(line -> line.startsWith("> 19  192.0.2.19"));
        press("home", "k", "j");
        assertThat(lines(100, 14)).anyMatch(line -> line.startsWith(">  2  192.0.2.2 "));
    }

    @Test
    void detail_hasFiguresChartAndSpread() {
        press("down", "down", "enter");
        assertThat(lines(90, 30))
                .anyMatch(line -> line.startsWith("hop 3  192.0.2.80"))
                .anyMatch(line -> line.contains("p95 40.000"))
                .anyMatch(line -> line.startsWith("   40.000 |") && line.endsWith("█"))
                .anyMatch(line -> line.startsWith("    0.000 |") && line.contains("×"))
                .anyMatch(line -> line.startsWith("   10.000 |") && line.endsWith("1"));
        press("up");
        assertThat(lines(90, 30)).contains("no answer among the latest 4 probes");
        press("esc");
        assertThat(lines(90, 30)).anyMatch(line -> line.startsWith(">  2"));
    }

    @Test
    void names_areAddressesNamesOrBoth() {
        names = Map.of(Samples.address("192.0.2.1"), "r1.example");
        assertThat(lines(120, 20).get(3)).contains("r1.example").doesNotContain("192.0.2.1 ");
        press("n");
        assertThat(lines(120, 20).get(3)).contains("r1.example (192.0.2.1)");
        press("n");
        assertThat(lines(120, 20).get(3)).contains("192.0.2.1").doesNotContain("r1");
        assertThat(state.withNames()).isFalse();
    }

    private static AddressInfo info(long asn, String name, Optional<Location> place) {
        return new AddressInfoRecord(
                Optional.empty(),
                Optional.of(new Origin(
                        List.of(asn), Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty())),
                place,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Location> place(String country, String city, double latitude, double longitude) {
        return Optional.of(new Location(
                Optional.of(country), Optional.of(city), OptionalDouble.of(latitude), OptionalDouble.of(longitude)));
    }

    @Test
    void asNumbers_standBeforeTheNames() {
        infos = Map.of(Samples.address("192.0.2.1"), info(64_500, "EXAMPLE\033[2J", Optional.empty()));
        assertThat(lines(120, 20).get(3)).startsWith(">  1  AS64500 192.0.2.1 ");
        press("enter");
        assertThat(lines(120, 30).get(3)).isEqualTo("AS64500 192.0.2.1: EXAMPLE?[2J");
        press("esc", "z");
        assertThat(lines(120, 20).get(3)).startsWith(">  1  192.0.2.1 ");
        press("z", "+");
        assertThat(lines(120, 20).get(3)).startsWith(">  1  (hidden)");
    }

    @Test
    void mplsLabels_standBelowTheirHop() {
        MonitorSeries one = eventful("a.example");
        MonitorHop labelled = new MonitorHopRecord(
                1,
                List.of(new HopResponderRecord(
                        Samples.address("192.0.2.1"),
                        4,
                        List.of(new MplsLabel(24_001, 5, false, 1), new MplsLabel(16, 0, true, 254)))),
                one.hops().get(0).statistics(),
                List.of(),
                0,
                0,
                0);
        series = List.of(
                new MonitorSeriesRecord(one.target(), 1, 1, List.of(labelled), one.path(), List.of(), 0, Map.of()));
        String text = "[MPLS: Lbl 24001 TC 5 S 0 TTL 1 | Lbl 16 TC 0 S 1 TTL 254]";
        assertThat(lines(120, 20).get(4)).isEqualTo("      " + text);
        press("l");
        assertThat(String.join("\n", lines(120, 20))).doesNotContain("MPLS:");
        press("enter");
        assertThat(lines(120, 30)).contains("192.0.2.1: " + text);
    }

    @Test
    void map_hasThePlacesOfTheHops() {
        press("m");
        assertThat(lines(80, 24).get(2)).startsWith("no place of a hop is known; --location-db");
        infos = Map.of(
                Samples.address("192.0.2.1"), info(64_500, "A", place("DE", "Berlin", 52.5, 13.4)),
                Samples.address("192.0.2.80"), info(64_501, "B", place("AU", "Sydney", -33.9, 151.2)));
        List<String> lines = lines(80, 24);
        int north = row(lines, "1");
        int south = row(lines, "2");
        assertThat(lines.get(north).indexOf('1')).isBetween(40, 44);
        assertThat(lines.get(south).indexOf('2')).isBetween(72, 75);
        assertThat(north).isLessThan(south);
        assertThat(lines).contains("1  Berlin, DE, hop 1", "2  Sydney, AU, hop 3");
        assertThat(lines).anyMatch(line -> line.contains("....."));
        press("+");
        assertThat(String.join("\n", lines(80, 24))).doesNotContain("Berlin").contains("1  Sydney, AU, hop 3");
        press("m");
        assertThat(lines(80, 24).get(2)).contains("host");
    }

    /** The row of the map with a mark among its points. */
    private static int row(List<String> lines, String mark) {
        for (int i = 2; i < lines.size(); i++) {
            if (lines.get(i).contains(mark) && lines.get(i).contains(".")) {
                return i;
            }
        }
        throw new AssertionError("no " + mark + " on the map:\n" + String.join("\n", lines));
    }

    @Test
    void hiddenHops_areSeenNowhere() {
        press("+");
        for (String page : new String[] {"esc", "e", "enter", "o"}) {
            press(page);
            assertThat(String.join("\n", lines(120, 30)))
                    .contains("1 hops hidden")
                    .doesNotContain("192.0.2.1 ")
                    .doesNotContain("192.0.2.7");
        }
        press("-", "esc");
        assertThat(lines(120, 20).get(3)).contains("192.0.2.1");
    }

    @Test
    void events_areListedInTheOrderOfTime() {
        press("e");
        assertThat(lines(100, 20).subList(2, 5))
                .containsExactly(
                        "12:00:01  outage of 2.0 s, 2 traces",
                        "12:00:05  outage of 3.0 s, 3 traces, goes on",
                        "12:00:08  path changed: hop 1 192.0.2.7 became 192.0.2.1");
    }

    @Test
    void frozenPicture_staysWhileProbesGoOn() {
        press("f");
        series = List.of(longPath(5));
        assertThat(lines(100, 20)).first().asString().contains("4 traces");
        assertThat(lines(100, 20).get(1)).endsWith("frozen");
        press("f");
        assertThat(lines(100, 20)).first().asString().contains("1 traces");
    }

    @Test
    void targets_areListedAndTurnedThrough() {
        series = List.of(eventful("a.example"), unknown("b.example"), longPath(2));
        press("tab");
        assertThat(lines(100, 20)).first().asString().contains("b.example [2 of 3]");
        assertThat(lines(100, 20).get(2)).contains("b.example is not known");
        press("shift-tab", "shift-tab");
        assertThat(lines(100, 20)).first().asString().contains("[3 of 3]");
        press("o", "up", "up");
        assertThat(lines(100, 20).subList(3, 6))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("  >  a.example (192.0.2.80)")
                                .contains("25%"),
                        two -> assertThat(two).startsWith("     b.example").contains("unknown"),
                        three -> assertThat(three).startsWith("     a.example").contains("0%"));
        press("enter");
        assertThat(lines(100, 20)).first().asString().contains("[1 of 3]");
    }

    @Test
    void silentTarget_hasARow() {
        MonitorSeries one = eventful("a.example");
        series = List.of(new MonitorSeriesRecord(
                one.target(),
                3,
                0,
                List.of(MonitorSamples.hop(1, "192.0.2.1", 1, 1, 1)),
                MonitorSamples.path(false, "192.0.2.1"),
                List.of(),
                0,
                Map.of()));
        assertThat(lines(100, 20).get(4)).startsWith("   *  192.0.2.80").endsWith("no answer from the target");
    }

    @Test
    void window_isNamed() {
        press("w");
        assertThat(lines(100, 20).get(1)).contains("last minute");
        press("w", "w");
        assertThat(lines(100, 20).get(1)).contains("last 15 minutes");
        press("w");
        assertThat(lines(100, 20).get(1)).contains("whole life");
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "60, 10", "200, 60", "100, 11"})
    void anySize_isKept_onEveryPage(int columns, int rows) {
        series = List.of(longPath(40), eventful("b.example"));
        for (String page : new String[] {"esc", "enter", "e", "o", "m", "?"}) {
            press(page);
            List<String> lines = lines(columns, rows);
            assertThat(lines).hasSize(rows);
            assertThat(lines).allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(columns));
            press("esc");
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 6", "20, 5", "1, 1"})
    void smallTerminal_isTold(int columns, int rows) {
        List<String> lines = lines(columns, rows);
        assertThat(lines).hasSizeLessThanOrEqualTo(rows);
        assertThat(lines.get(0)).isEqualTo("too small: 60x10 is needed".substring(0, Math.min(26, columns)));
    }

    @Test
    void help_hasEveryActionAt80x24() {
        press("?");
        String page = String.join("\n", lines(80, 24));
        for (Action action : Action.values()) {
            assertThat(page)
                    .contains(action.help()
                            .substring(0, Math.min(20, action.help().length())));
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void colours_areTheThemesAlone(Theme theme) {
        LiveState dyed = new LiveState(Optional.empty(), true, theme, 0);
        Measured measured = new Measured(
                series,
                names,
                infos,
                Protocol.ICMP,
                "raw",
                "here",
                Optional.empty(),
                Duration.ofSeconds(1),
                Optional.empty(),
                LocalTime.NOON,
                true);
        String picture = String.join("\n", new LivePicture(measured, dyed, KEYS, Sparkline.ASCII).lines(100, 20));
        assertThat(picture.contains("\033[")).isEqualTo(theme != Theme.NONE);
        assertThat(picture.contains("\033[31m")).isEqualTo(theme == Theme.USUAL);
        assertThat(picture).contains("paused");
    }

    @Test
    void hostileNames_haveNoPowerOverTheTerminal() {
        names = Map.of(Samples.address("192.0.2.1"), "evil\033[2J\u202e.example");
        series = List.of(eventful("a\033]0;x\007"));
        String picture = String.join("\n", lines(110, 30));
        assertThat(picture).contains("evil?[2J?.examp").doesNotContain("\033").doesNotContain("\u202e");
    }

    @Test
    void ownKeys_takeThePlaceOfTheUsualOnes() {
        Bindings own = new Bindings(Map.of("quit", "x", "next-target", "right"));
        assertThat(own.of("x")).contains(Action.QUIT);
        assertThat(own.of("q")).isEmpty();
        assertThat(own.of("right")).contains(Action.NEXT_TARGET);
        assertThat(own.of("p")).contains(Action.PAUSE);
        assertThatThrownBy(() -> new Bindings(Map.of("quitt", "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no action quitt");
        assertThatThrownBy(() -> new Bindings(Map.of("quit", "f99")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no key f99");
        assertThatThrownBy(() -> new Bindings(Map.of("quit", "x", "pause", "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("the key x is for");
    }
}
