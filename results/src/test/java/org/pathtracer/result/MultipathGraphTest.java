// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.MultipathDifference;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathVertex;

class MultipathGraphTest {
    @Test
    void chain_hasNoDiamond() {
        MultipathGraph graph = Graphs.of("a b c z");
        assertThat(graph.diamonds()).isEmpty();
        assertThat(graph.commonPrefix()).containsExactly(0, 1, 2, 3);
        assertThat(graph.divergencePoints()).isEmpty();
        assertThat(graph.convergencePoints()).isEmpty();
    }

    @Test
    void simplestDiamond_isMeasured() {
        MultipathGraph graph = Graphs.of("a b d z", "a c d z");
        assertThat(graph.diamonds())
                .containsExactly(new DiamondRecord(OptionalInt.of(0), OptionalInt.of(3), 2, 2, false, false));
        assertThat(graph.commonPrefix()).containsExactly(0);
        assertThat(Graphs.names(graph.divergencePoints())).isEqualTo("a");
        assertThat(Graphs.names(graph.convergencePoints())).isEqualTo("d");
        assertThat(Graphs.names(graph.uniqueHops(graph.paths().get(0)))).isEqualTo("b");
        assertThat(graph.pathsThrough(Graphs.address("c")))
                .containsExactly(graph.paths().get(1));
        assertThat(graph.pathsThrough(vertex -> vertex.ttl() == 4)).hasSize(2);
    }

    @Test
    void diamondsInSeries_areTwo() {
        List<Diamond> diamonds = Graphs.of("a b d e g z", "a c d f g z").diamonds();
        assertThat(diamonds).extracting(Diamond::divergence).containsExactly(OptionalInt.of(0), OptionalInt.of(3));
        assertThat(diamonds).extracting(Diamond::convergence).containsExactly(OptionalInt.of(3), OptionalInt.of(6));
    }

    @Test
    void crossingEdges_areMeshed() {
        Diamond diamond =
                Graphs.of("a b d z", "a b e z", "a c d z", "a c e z").diamonds().get(0);
        assertThat(diamond).isEqualTo(new DiamondRecord(OptionalInt.of(0), OptionalInt.of(5), 2, 3, true, false));
    }

    @Test
    void unequalNumbersOfSuccessors_areAsymmetric() {
        assertThat(Graphs.of("a b d z", "a b e z", "a c f z").diamonds().get(0))
                .isEqualTo(new DiamondRecord(OptionalInt.of(0), OptionalInt.of(6), 3, 3, false, true));
        assertThat(Graphs.of("a b d z", "a b e z", "a c f z", "a c g z")
                        .diamonds()
                        .get(0)
                        .asymmetric())
                .isFalse();
    }

    @Test
    void branchesThatDontMeet_areAnOpenDiamond() {
        assertThat(Graphs.of("a b z", "a c d z").diamonds())
                .containsExactly(new DiamondRecord(OptionalInt.of(0), OptionalInt.empty(), 2, 3, false, true));
    }

    @Test
    void thisHostBalances_theDiamondHasNoDivergence() {
        assertThat(Graphs.of("a c z", "b c z").diamonds())
                .containsExactly(new DiamondRecord(OptionalInt.empty(), OptionalInt.of(2), 2, 2, false, false));
    }

    @Test
    void silentHops_areBridgedByFlow() {
        MultipathGraph graph = Graphs.of("a * d z", "a * e z", "b * e z").withoutSilentHops();
        assertThat(Graphs.names(graph.vertices())).isEqualTo("abdez");
        assertThat(graph.edges())
                .containsExactly(
                        new MultipathEdgeRecord(0, 2),
                        new MultipathEdgeRecord(0, 3),
                        new MultipathEdgeRecord(1, 3),
                        new MultipathEdgeRecord(2, 4),
                        new MultipathEdgeRecord(3, 4));
    }

    @Test
    void pathsThatDifferInSilenceOnly_becomeOne() {
        MultipathGraph graph = Graphs.of("a b d z", "a * d z").withoutSilentHops();
        assertThat(graph.paths())
                .extracting(MultipathPath::vertices)
                .containsExactly(List.of(0, 1, 2, 3), List.of(0, 2, 3));
        MultipathGraph tail = Graphs.of("a b *", "a b").withoutSilentHops();
        assertThat(tail.paths())
                .singleElement()
                .satisfies(path -> assertThat(path.flows()).containsExactly(0, 1));
    }

    @Test
    void partOfTheGraph_hasTheVerticesOfItsPathsOnly() {
        MultipathGraph graph = Graphs.of("a b d z", "a c d z");
        MultipathGraph part = graph.of(graph.pathsThrough(Graphs.address("c")));
        assertThat(Graphs.names(part.vertices())).isEqualTo("acdz");
        assertThat(part.edges()).hasSize(3);
        assertThat(part.diamonds()).isEmpty();
    }

    @Test
    void fingerprint_dependsOnWhoIsWhereOnly() {
        String fingerprint = Graphs.of("a b d z", "a c d z").fingerprint();
        assertThat(fingerprint).matches("[0-9a-f]{16}");
        assertThat(Graphs.of("a c d z", "a b d z").fingerprint()).isEqualTo(fingerprint);
        assertThat(Graphs.of("a b d z", "a e d z").fingerprint()).isNotEqualTo(fingerprint);
        assertThat(Graphs.of("a b d z").fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void difference_tellsAddressesAndLinks() {
        MultipathGraph earlier = Graphs.of("a b d z", "a c d z");
        MultipathGraph later = Graphs.of("a b d z", "a e d z");
        MultipathDifference difference = later.differenceFrom(earlier);
        assertThat(difference.addressesAdded()).containsExactly(Graphs.address("e"));
        assertThat(difference.addressesRemoved()).containsExactly(Graphs.address("c"));
        assertThat(difference.linksAdded())
                .containsExactly(
                        new MultipathDifference.Link(Graphs.address("a"), Graphs.address("e")),
                        new MultipathDifference.Link(Graphs.address("e"), Graphs.address("d")));
        assertThat(difference.isEmpty()).isFalse();
        assertThat(later.differenceFrom(later).isEmpty()).isTrue();
    }

    @Test
    void noPaths_noPrefix() {
        MultipathGraph nothing = new MultipathGraphRecord(List.of(), List.of(), List.of());
        assertThat(nothing.commonPrefix()).isEmpty();
        assertThat(nothing.diamonds()).isEmpty();
        assertThat(nothing.withoutSilentHops()).isEqualTo(nothing);
    }

    @Test
    void idsThatFitNoVertex_areRefused() {
        List<MultipathVertex> vertices = Graphs.of("a b").vertices();
        assertThatThrownBy(() -> new MultipathGraphRecord(vertices, List.of(new MultipathEdgeRecord(0, 2)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MultipathGraphRecord(vertices, List.of(new MultipathEdgeRecord(1, 0)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        MultipathPath path = new MultipathPathRecord(List.of(7), List.of(0), Optional.empty());
        assertThatThrownBy(() -> new MultipathGraphRecord(vertices, List.of(), List.of(path)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MultipathGraphRecord(vertices.subList(1, 2), List.of(), List.of()))
                .hasMessage("id of vertex 0 is 1, but must be from 0 to 0");
    }
}
