// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.CanonicalAddress;

/** What is said of paths, in small networks. */
class LocationTest {
    private static Way way(String from, String to, String... hops) {
        return Way.of(from, to, hops(hops));
    }

    private static List<Optional<InetAddress>> hops(String... hops) {
        return Arrays.stream(hops).map(CanonicalAddress::read).toList();
    }

    /** Three places at three providers; a ring of one router each, and each way counted by itself. */
    private static List<PathLoss> ring(long sent, long lostFromAToB) {
        return List.of(
                PathLoss.oneWay(way("a", "b", "192.0.2.1", "192.0.2.2"), sent, lostFromAToB),
                PathLoss.oneWay(way("b", "a", "192.0.2.2", "192.0.2.1"), sent, 0),
                PathLoss.oneWay(way("a", "c", "192.0.2.1", "192.0.2.3"), sent, 0),
                PathLoss.oneWay(way("c", "a", "192.0.2.3", "192.0.2.1"), sent, 0),
                PathLoss.oneWay(way("b", "c", "192.0.2.2", "192.0.2.3"), sent, 0),
                PathLoss.oneWay(way("c", "b", "192.0.2.3", "192.0.2.2"), sent, 0));
    }

    @Test
    void lossInOneDirection_namesTheDirection() {
        Location location = LinkLocator.locate(ring(500, 50));
        assertThat(location.verdict()).isEqualTo(Location.Verdict.LOCATED);
        Suspect suspect = location.faults().get(0).suspect();
        assertThat(suspect.links()).extracting(Link::toString).containsExactly("192.0.2.1 -> 192.0.2.2");
        assertThat(suspect.probability()).isGreaterThan(0.9);
        assertThat(suspect.loss()).isBetween(0.09, 0.11);
        assertThat(suspect.lost()).isEqualTo(50);
        assertThat(location.summary()).startsWith("192.0.2.1 -> 192.0.2.2: 10.0 % lost");
    }

    @Test
    void noLoss_saysWhatWouldHaveShown() {
        Location many = LinkLocator.locate(ring(5000, 0));
        assertThat(many.verdict()).isEqualTo(Location.Verdict.NOTHING);
        assertThat(many.visibleLoss()).isLessThan(0.01);
        assertThat(many.summary()).contains("No link is at fault. A link that loses 0.");
    }

    @Test
    void fewProbesWithoutLoss_sayNothingOfLinks() {
        Location few = LinkLocator.locate(ring(5, 0));
        assertThat(few.verdict()).isEqualTo(Location.Verdict.MORE_PROBES);
        assertThat(few.timesAsManyProbes().orElse(0)).isGreaterThan(1);
        assertThat(few.summary()).contains("More probes are needed to say whether a link is at fault");
    }

    /** That a path loses packets is sure; which of its links does is not, with so few probes on the others. */
    @Test
    void lossThatNoOtherPathConfirms_needsMoreProbes() {
        Location location = LinkLocator.locate(List.of(
                PathLoss.oneWay(way("a", "b", "192.0.2.1", "192.0.2.2"), 500, 30),
                PathLoss.oneWay(way("c", "b", "192.0.2.3", "192.0.2.2"), 5, 0),
                PathLoss.oneWay(way("a", "d", "192.0.2.1", "192.0.2.4"), 5, 0),
                PathLoss.oneWay(way("e", "f", "192.0.2.1", "192.0.2.2"), 5, 0),
                PathLoss.oneWay(way("g", "h", "192.0.2.7", "192.0.2.8"), 5000, 0)));
        assertThat(location.verdict()).isEqualTo(Location.Verdict.MORE_PROBES);
        assertThat(location.faults().get(0).isStated()).isFalse();
        assertThat(location.faults().get(0).runnersUp()).isNotEmpty();
        assertThat(location.summary()).startsWith("More probes are needed to say where packets are lost: about ");
    }

    /** The same private address at two places: its loss at one of them says nothing of the other one. */
    @Test
    void privateAddressOfTwoPlaces_isTwoRouters() {
        List<PathLoss> paths = new ArrayList<>();
        for (String place : List.of("a", "b", "c", "d")) {
            for (String other : List.of("a", "b", "c", "d")) {
                if (!place.equals(other)) {
                    Way there = way(place, other, "192.168.1.1", "192.0.2.1", "192.168.1.1");
                    Way back = way(other, place, "192.168.1.1", "192.0.2.1", "192.168.1.1");
                    boolean faulty = place.equals("a") || other.equals("a");
                    paths.add(PathLoss.roundTrip(there, back, 200, faulty ? 20 : 0));
                }
            }
        }
        Suspect suspect = LinkLocator.locate(paths).faults().get(0).suspect();
        assertThat(suspect.where()).contains("192.168.1.1 at a").doesNotContain("at b", "at c", "at d");
        assertThat(suspect.probability()).isGreaterThan(0.9);
    }

    @Test
    void sharedPrivateAddresses_dependOnWhatIsAroundThem() {
        assertThat(routers(way("a", "b", "100.64.0.1", "192.0.2.1", "10.0.0.1", "192.0.2.2", "fd00::1")))
                .containsExactly(
                        "100.64.0.1 at a",
                        "192.0.2.1",
                        "10.0.0.1 between 192.0.2.1 and 192.0.2.2",
                        "192.0.2.2",
                        "fd00::1 at b");
        assertThat(routers(way("a", "b", "10.0.0.1", "10.0.0.2", "10.0.0.3")))
                .containsExactly("10.0.0.1 at a", "10.0.0.2 between a and b", "10.0.0.3 at b");
        assertThat(routers(way("b", "a", "10.0.0.2"))).containsExactly("10.0.0.2 between a and b");
    }

    private static List<String> routers(Way way) {
        return Routers.of(way).stream().map(Optional::orElseThrow).toList();
    }

    @Test
    void silentHops_areNoRouter() {
        List<PathLoss> paths = List.of(
                PathLoss.oneWay(way("a", "b", "192.0.2.1", "*", "192.0.2.2"), 500, 60),
                PathLoss.oneWay(way("c", "d", "192.0.2.3", "*", "192.0.2.4"), 500, 0),
                PathLoss.oneWay(way("a", "d", "192.0.2.1", "192.0.2.4"), 500, 0),
                PathLoss.oneWay(way("c", "b", "192.0.2.3", "192.0.2.2"), 500, 0));
        assertThat(LinkLocator.locate(paths).faults().get(0).suspect().links())
                .extracting(Link::toString)
                .containsExactly("192.0.2.1 -> 192.0.2.2 (over *)");
    }

    /** Others show a single router there, so the links are the same. */
    @Test
    void hopThatWasSilentOnce_isKnownFromOtherTraces() {
        KnownWays known = new KnownWays(List.of(
                PathLoss.oneWay(way("a", "b", "192.0.2.1", "192.0.2.2", "192.0.2.3"), 1, 0),
                PathLoss.oneWay(way("a", "c", "192.0.2.1", "192.0.2.2", "192.0.2.3"), 1, 0)));
        assertThat(known.links(way("a", "d", "192.0.2.1", "*", "192.0.2.3")))
                .contains(new Link("192.0.2.1", "192.0.2.2", List.of()));
    }

    @Test
    void waysThatEndOnTheWay_meetBehindTheLastRouter() {
        List<PathLoss> paths = new ArrayList<>();
        for (String to : List.of("b", "c", "d")) {
            paths.add(PathLoss.oneWay(Way.broken("a", to, hops("192.0.2.1", "192.0.2.2", "*")), 50, 50));
            paths.add(PathLoss.oneWay(way("e", to, "192.0.2.1", "192.0.2.3"), 50, 0));
        }
        paths.add(PathLoss.oneWay(way("a", "e", "192.0.2.1"), 50, 0));
        assertThat(LinkLocator.locate(paths).faults().get(0).suspect().where())
                .contains("192.0.2.1 -> ... (over 192.0.2.2)");
    }

    @Test
    void impossibleCounts_areRefused() {
        assertThatThrownBy(() -> LinkLocator.locate(List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("without a packet");
        assertThatThrownBy(() -> PathLoss.oneWay(way("a", "b"), 1, 2))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("2 of 1 packets can't be lost");
        assertThatThrownBy(() -> PathLoss.roundTrip(way("a", "b"), way("c", "a"), 1, 0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("from c to a");
    }
}
