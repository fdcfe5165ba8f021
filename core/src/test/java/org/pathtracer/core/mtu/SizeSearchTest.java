// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.QuotedPacketRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.result.UnreachableRecord;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep.SizeOutcome;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;

/** The search for the size alone, against routers that say what they like. */
class SizeSearchTest {
    private static final InetAddress TARGET = address("192.0.2.9");
    private static final InetAddress TARGET6 = address("2001:db8::9");
    private static final InetAddress ROUTER = address("192.0.2.1");

    private final List<Integer> tried = new ArrayList<>();

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private static Reception from(InetAddress address) {
        return new ReceptionRecord(
                address,
                Duration.ofMillis(1),
                TimestampSource.KERNEL,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false);
    }

    private static ProbeOutcome echo() {
        return new EchoReplyRecord(from(TARGET));
    }

    private static ProbeOutcome unreachable(InetAddress from, UnreachableReason reason, OptionalInt mtu) {
        return new UnreachableRecord(
                from(from), reason, mtu, QuotedPacketRecord.notShown(Matching.TAG), IcmpExtensions.NONE);
    }

    private static ProbeOutcome tooBig(int mtu) {
        return unreachable(ROUTER, UnreachableReason.FRAGMENTATION_NEEDED, OptionalInt.of(mtu));
    }

    private static ProbeOutcome silence() {
        return new TimeoutRecord();
    }

    private SizeSearch run(InetAddress target, int smallest, int largest, IntFunction<ProbeOutcome> network) {
        SizeSearch search = new SizeSearch(target, 64, smallest, largest, 3);
        List<SizedOrder> wave = search.wave();
        while (!wave.isEmpty()) {
            assertThat(tried).hasSizeLessThan(500);
            for (SizedOrder order : wave) {
                tried.add(order.size());
                search.onOutcome(order, network.apply(order.size()));
            }
            wave = search.wave();
        }
        return search;
    }

    private SizeSearch run(IntFunction<ProbeOutcome> network) {
        return run(TARGET, 68, 1500, network);
    }

    @Test
    void routerThatNamesTooLittle_isNotBelieved() {
        SizeSearch search = run(size -> size <= 1400 ? echo() : tooBig(600));
        assertThat(search.fits()).isEqualTo(1400);
        assertThat(search.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
    }

    @Test
    void routerThatNamesTooMuch_isNotBelieved() {
        SizeSearch search = run(size -> size <= 1400 ? echo() : tooBig(1499));
        assertThat(search.fits()).isEqualTo(1400);
        assertThat(search.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
    }

    @Test
    void routerThatNamesMoreThanItGot_isNotBelieved() {
        assertThat(run(size -> size <= 1400 ? echo() : tooBig(size + 1)).fits()).isEqualTo(1400);
    }

    @Test
    void routerThatNamesOneByteLessEachTime_isSoonIgnored() {
        assertThat(run(size -> size <= 300 ? echo() : tooBig(size - 1)).fits()).isEqualTo(300);
        assertThat(tried).hasSizeLessThan(60);
    }

    @Test
    void oldRouterThatNamesNothing_searchedFor() {
        SizeSearch search = run(size -> size <= 1337
                ? echo()
                : unreachable(ROUTER, UnreachableReason.FRAGMENTATION_NEEDED, OptionalInt.empty()));
        assertThat(search.fits()).isEqualTo(1337);
        assertThat(search.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
        assertThat(tried).hasSizeLessThan(40);
    }

    /** RFC 8201 section 4: discard a report of less than 1280. */
    @Test
    void ipv6RouterThatNamesLessThanTheMinimum_isNotBelieved() {
        SizeSearch search = run(TARGET6, 1280, 1500, size -> size <= 1400 ? echo() : tooBig(68));
        assertThat(search.fits()).isEqualTo(1400);
        assertThat(tried).noneMatch(size -> size < 1280);
    }

    @Test
    void firewallThatForbidsLargePackets_limitsLikeARouter() {
        SizeSearch search = run(
                size -> size <= 1000 ? echo() : unreachable(ROUTER, UnreachableReason.PROHIBITED, OptionalInt.empty()));
        assertThat(search.fits()).isEqualTo(1000);
        assertThat(search.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
    }

    @Test
    void closedUdpPort_isTheTargetsAnswer_aRoutersIsNot() {
        assertThat(run(size -> unreachable(TARGET, UnreachableReason.PORT, OptionalInt.empty()))
                        .fits())
                .isEqualTo(1500);
        assertThat(run(size -> unreachable(ROUTER, UnreachableReason.PORT, OptionalInt.empty()))
                        .verdict())
                .isEqualTo(PathMtuVerdict.UNREACHABLE);
    }

    @Test
    void suspectAnsweredLater_searchGoesOnAbove() {
        SizeSearch search = run(size -> {
            boolean first = tried.indexOf(size) == tried.size() - 1;
            return size > 1492 || size == 1420 && first ? silence() : echo();
        });
        assertThat(search.fits()).isEqualTo(1492);
        assertThat(search.verdict()).isEqualTo(PathMtuVerdict.BLACK_HOLE);
    }

    @Test
    void targetThatFallsSilent_leavesItUndecided() {
        SizeSearch search = run(size -> tried.size() <= 6 && size <= 1400 ? echo() : silence());
        assertThat(search.verdict()).isEqualTo(PathMtuVerdict.UNDECIDED);
        assertThat(search.fits()).isPositive();
    }

    @Test
    void lateAnswer_countsAsFittingAndNotTwice() {
        SizeSearch search = new SizeSearch(TARGET, 64, 68, 1500, 3);
        for (SizedOrder order : search.wave()) {
            search.onOutcome(order, order.size() == 68 ? echo() : silence());
        }
        search.onLateAnswer(new SizedOrder(64, 1500), (ProbeOutcome.Answer) echo());
        assertThat(search.wave()).isEmpty();
        assertThat(search.fits()).isEqualTo(1500);
        assertThat(search.steps()).allMatch(step -> step.sent() == 1 && step.outcome() == SizeOutcome.FITS);
    }

    @Test
    void noRouteFromHere_isToldByTheStep() {
        ProbeOutcome failure = new ProbeOutcome.SendFailed("sendmsg", 101, "ENETUNREACH", "no route");
        SizeSearch search = run(size -> failure);
        assertThat(search.verdict()).isEqualTo(PathMtuVerdict.UNANSWERED);
        assertThat(search.steps().get(0).evidence()).isEqualTo(failure);
        assertThat(search.steps()).allMatch(step -> step.sent() == 0 && step.outcome() == SizeOutcome.NOT_SENT);
    }
}
