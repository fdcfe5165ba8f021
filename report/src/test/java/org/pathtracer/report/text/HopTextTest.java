// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.samples.Samples.NO_ROUTE;
import static org.pathtracer.samples.Samples.TIMEOUT;
import static org.pathtracer.samples.Samples.exceeded;
import static org.pathtracer.samples.Samples.hop;
import static org.pathtracer.samples.Samples.late;
import static org.pathtracer.samples.Samples.telling;
import static org.pathtracer.samples.Samples.unreachable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.Hop;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.report.Appended;
import org.pathtracer.report.format.Palette;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.HopInfoRecord;
import org.pathtracer.result.HopRecord;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.samples.Samples;

public class HopTextTest {
    private static final String A = "192.0.2.1";
    private static final String B = "192.0.2.200";

    private final HopText text = new HopText(Palette.NONE);

    @Test
    public void answers_standInOneLine() {
        assertThat(text.lines(hop(1, exceeded(A, 45), exceeded(A, 12_345), TIMEOUT)))
                .containsExactly("  1  192.0.2.1           0.045 ms    12.345 ms  *");
    }

    @Test
    public void ipv6_isCanonical() {
        assertThat(text.lines(hop(1, exceeded("2001:db8:0:0:0:0:0:1", 45))))
                .containsExactly("  1  " + "2001:db8::1             " + "     0.045 ms");
    }

    @Test
    public void silence_isStars() {
        assertThat(text.lines(hop(12, TIMEOUT, TIMEOUT, TIMEOUT))).containsExactly(" 12  *  *  *");
    }

    @Test
    public void secondResponder_hasALineOfItsOwn() {
        assertThat(text.lines(hop(3, exceeded(A, 1000), TIMEOUT, exceeded(B, 2000))))
                .containsExactly("  3  192.0.2.1           1.000 ms  *", "     192.0.2.200         2.000 ms");
    }

    @ParameterizedTest
    @CsvSource({"NETWORK, !N", "HOST, !H", "PROTOCOL, !P", "PROHIBITED, !X", "FRAGMENTATION_NEEDED, !F-1400"})
    public void refusal_hasItsMark(UnreachableReason reason, String mark) {
        assertThat(text.lines(hop(2, unreachable(A, 45, reason))))
                .containsExactly("  2  192.0.2.1           0.045 ms " + mark);
    }

    @Test
    public void closedPort_hasNoMark() {
        assertThat(text.lines(hop(2, unreachable(A, 45, UnreachableReason.PORT))))
                .containsExactly("  2  192.0.2.1           0.045 ms");
    }

    @Test
    public void whatRoutersAppended_standsBelowThem() {
        Hop hop = hop(
                3,
                telling(A, 1000, List.of(), Appended.LABELS, Appended.NAMELESS),
                telling(B, 2000, List.of(), Appended.UNKNOWN),
                telling(A, 3000, List.of(), Appended.LABELS));
        assertThat(text.lines(hop))
                .containsExactly(
                        "  3  192.0.2.1           1.000 ms     3.000 ms",
                        "     [MPLS: Lbl 16001 TC 0 S 0 TTL 1 | Lbl 24000 TC 5 S 1 TTL 254]",
                        "     [next hop: ge-0/0/1]",
                        "     192.0.2.200         2.000 ms",
                        "     [extension of class 200, type 3: 00ff]");
    }

    @Test
    public void nameFromOutside_cannotMoveTheCursorOrTurnTextAround() {
        assertThat(text.lines(hop(1, telling(A, 1000, List.of(), Appended.INTERFACE))))
                .last()
                .isEqualTo("     [incoming interface: eth0?[2J??0hte??, 2001:db8::1, index 4294967295, MTU 1500]");
    }

    @Test
    public void duplicatesAndReordering_areMarked() {
        Hop hop = new HopRecord(
                1,
                List.of(
                        new ProbeResultRecord(1, 0, 0, exceeded(A, 45), 1, true),
                        new ProbeResultRecord(1, 1, 0, exceeded(A, 45), 0),
                        new ProbeResultRecord(1, 2, 0, late(A, 45), 2, true)));
        assertThat(text.lines(hop))
                .containsExactly("  1  192.0.2.1           0.045 ms (reordered, duplicate)     0.045 ms"
                        + "     0.045 ms (late, 2 duplicates)");
    }

    @Test
    public void lateAnswer_isMarked() {
        assertThat(text.lines(hop(2, late(A, 45)))).containsExactly("  2  192.0.2.1           0.045 ms (late)");
    }

    @Test
    public void answerAfterItsLine_tellsItsHop() {
        assertThat(text.afterItsLine(new ProbeResultRecord(7, 0, 0, late(A, 1_200_000), 0)))
                .isEqualTo("  7  192.0.2.1        1200.000 ms (late)");
    }

    @Test
    public void sendFailure_isNamed() {
        Hop hop = hop(1, NO_ROUTE, NO_ROUTE);
        assertThat(text.lines(hop)).containsExactly("  1  ENETUNREACH  ENETUNREACH");
        assertThat(UnsentProbes.advice(List.of(hop)))
                .containsExactly(Map.entry("ENETUNREACH", "this host has no route there"));
    }

    @Test
    public void hopWithoutProbes_isItsTtl() {
        assertThat(text.lines(hop(1))).containsExactly("  1");
    }

    @Test
    public void colours_areOnlyForWhatIsUnusual() {
        HopText colourful = new HopText(new Palette(true));
        assertThat(colourful.lines(hop(1, exceeded(A, 45)))).isEqualTo(text.lines(hop(1, exceeded(A, 45))));
        assertThat(colourful.lines(hop(1, TIMEOUT))).containsExactly("  1  \033[2m*\033[0m");
    }

    @Test
    public void owner_standsBehindTheTimes() {
        assertThat(text.lines(Samples.known(hop(3, exceeded(A, 1000)), A, Samples.OWNER)))
                .containsExactly("  3  192.0.2.1           1.000 ms  isp          AS64501/AS64502  edge.provider.test"
                        + "  [PROVIDER, DE; ixp Exchange; Provider GmbH; Berlin DE]");
        assertThat(text.lines(Samples.known(
                        hop(3, exceeded(A, 1000)), A, AddressInfoRecord.in(AddressInfoRecord.NONE, Segment.TRANSIT))))
                .containsExactly("  3  192.0.2.1           1.000 ms  transit");
    }

    @Test
    public void hostileName_canNotReachTheTerminal() {
        AddressInfo hostile = new AddressInfoRecord(
                Optional.of("\033[2J\u009b31m\u202eevil\n.test"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(text.lines(Samples.known(hop(3, exceeded(A, 1000)), A, hostile)))
                .containsExactly("  3  192.0.2.1           1.000 ms  ?[2J?31m?evil?.test");
    }

    @Test
    public void silentHop_hasTheSegmentOfItsNeighbours() {
        Hop silent = HopRecord.withInfo(
                hop(4, TIMEOUT), new HopInfoRecord(Map.of(), Optional.of(Segment.ISP), List.of(64501L)));
        assertThat(text.lines(silent)).containsExactly("  4  *  isp");
        Hop unknown = HopRecord.withInfo(
                hop(4, TIMEOUT), new HopInfoRecord(Map.of(), Optional.of(Segment.UNKNOWN), List.of()));
        assertThat(text.lines(unknown)).containsExactly("  4  *");
    }
}
