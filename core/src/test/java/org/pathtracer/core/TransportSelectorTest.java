// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Limit;
import org.pathtracer.NotPermittedException;
import org.pathtracer.NotSupportedException;
import org.pathtracer.Protocol;
import org.pathtracer.TransportLimit;
import org.pathtracer.TransportReport;
import org.pathtracer.core.scripted.FakeProvider;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Support;

class TransportSelectorTest {
    private static final ProbeNeed NEED = new ProbeNeed(Protocol.ICMP, AddressFamily.IPV4);
    private static final Limit<TransportLimit> BLIND =
            new Limit<>(TransportLimit.QUOTED_PACKET, "sees no quoted header");
    private static final FakeProvider GOOD =
            new FakeProvider("good", new Support.Available("ping socket", List.of(BLIND)));
    private static final FakeProvider LOCKED =
            new FakeProvider("locked", new Support.Refused("EPERM", List.of("sysctl a", "setcap b")));
    private static final FakeProvider UNABLE = new FakeProvider("unable", new Support.Unsupported("no such socket"));

    @Test
    void firstThatWorks_isChosenAndSaysWhyNotTheOthers() {
        TransportSelector.Selection selection = selector(LOCKED, UNABLE, GOOD).select("auto", NEED);
        assertThat(selection.provider()).isSameAs(GOOD);
        assertThat(selection.choice())
                .isEqualTo(new TransportChoiceRecord(
                        "good", "not locked: EPERM; unable: no such socket (ping socket)", List.of(BLIND)));
    }

    @Test
    void preferredThatWorks_saysSo() {
        assertThat(selector(GOOD, LOCKED).select("auto", NEED).choice().reason())
                .isEqualTo("preferred of those that work here (ping socket)");
    }

    @Test
    void nameAskedFor_isTakenWhateverIsPreferred() {
        FakeProvider other = new FakeProvider("other", new Support.Available("raw socket", List.of()));
        TransportSelector.Selection selection = selector(GOOD, other).select("other", NEED);
        assertThat(selection.provider()).isSameAs(other);
        assertThat(selection.choice().reason()).isEqualTo("asked for (raw socket)");
    }

    @Test
    void allRefused_saysWhatWouldEnableEach() {
        assertThatThrownBy(() -> selector(LOCKED, UNABLE).select("auto", NEED))
                .isInstanceOfSatisfying(
                        NotPermittedException.class,
                        e -> assertThat(e.tried())
                                .extracting(TransportReport::name)
                                .containsExactly("locked", "unable"))
                .hasMessageContaining("ICMP")
                .hasMessageContaining("IPv4")
                .hasMessageContaining("locked: EPERM")
                .hasMessageContaining("to enable it: sysctl a")
                .hasMessageContaining("to enable it: setcap b");
    }

    @Test
    void noneAble_isNotSupportedWithReasons() {
        assertThatThrownBy(() -> selector(UNABLE).select("auto", NEED))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("unable: no such socket");
        assertThatThrownBy(() -> selector(UNABLE, GOOD).select("unable", NEED))
                .isInstanceOf(NotSupportedException.class);
    }

    @Test
    void otherProtocolThatWorks_isNamed() {
        assertThatThrownBy(() -> selector(partial("udp", need -> need.protocol() == Protocol.UDP))
                        .select("auto", NEED))
                .hasMessageEndingWith("UDP probes can be sent here: choose protocol UDP");
    }

    @Test
    void whatTakesMoreThanTheProtocol_isNamed() {
        ProbeNeed sized = new ProbeNeed(
                Protocol.ICMP, AddressFamily.IPV4, Set.of(ProbeNeed.Feature.SIZE, ProbeNeed.Feature.IDENTIFICATION));
        assertThatThrownBy(() -> selector(LOCKED, partial("plain", need -> need.equals(need.plain())))
                        .select("auto", sized))
                .isInstanceOf(NotPermittedException.class)
                .hasMessage("""
                        No transport can send ICMP probes over IPv4 with a given size and flow method DUBLIN here.
                          locked: EPERM
                            to enable it: sysctl a
                            to enable it: setcap b
                          plain: no such socket
                        ICMP probes over IPv4 can be sent here without a given size and flow method DUBLIN""");
    }

    @Test
    void providerOfAnotherSystem_takesNoPart() {
        assertThat(selector(GOOD).reports()).extracting(TransportReport::name).containsOnly("good");
        assertThat(selector(GOOD).select("auto", NEED).provider()).isSameAs(GOOD);
        assertThatThrownBy(() -> selector(GOOD).select("foreign", NEED))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith("there are: good");
    }

    @Test
    void unknownName_listsTheKnown() {
        assertThatThrownBy(() -> selector(GOOD, LOCKED, GOOD).select("godo", NEED))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("There is no transport named \"godo\" here; there are: good, locked");
    }

    @Test
    void noTransportAtAll_saysWhichArtifactToAdd() {
        assertThatThrownBy(() -> selector().select("auto", NEED))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("org.pathtracer:pathtracer");
    }

    @Test
    void reports_coverEveryProtocolAndFamily() {
        List<TransportReport> reports = selector(GOOD, LOCKED).reports();
        assertThat(reports).hasSize(12);
        assertThat(reports).filteredOn(report -> report.name().equals("locked")).allSatisfy(report -> {
            assertThat(report.available()).isFalse();
            assertThat(report.detail()).isEqualTo("EPERM");
            assertThat(report.remedies()).containsExactly("sysctl a", "setcap b");
            assertThat(report.availability()).isEqualTo(TransportReport.Availability.NOT_PERMITTED);
        });
        assertThat(reports)
                .filteredOn(TransportReport::available)
                .hasSize(6)
                .allSatisfy(report -> assertThat(report.limits()).containsExactly(BLIND));
    }

    /** Can do some probes only. */
    private static FakeProvider partial(String name, Predicate<ProbeNeed> able) {
        return new FakeProvider(name, need -> (able.test(need) ? GOOD : UNABLE).supports(need), GOOD::open);
    }

    private static TransportSelector selector(FakeProvider... own) {
        return new TransportSelector(List.of(own));
    }
}
