// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final int PEERS = 5;

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(number -> "place-" + number).toList();
    }

    @Test
    void pairs_areMutualAndEnough() {
        Map<String, Set<String>> peers = Peers.choose(names(100), PEERS);
        assertThat(peers).hasSize(100);
        peers.forEach((name, others) -> {
            assertThat(others).hasSizeGreaterThanOrEqualTo(PEERS).doesNotContain(name);
            assertThat(others).allSatisfy(other -> assertThat(peers.get(other)).contains(name));
        });
        assertThat(peers.values().stream().mapToInt(Set::size).sum()).isLessThanOrEqualTo(100 * PEERS * 2);
        assertThat(peers.values().stream().mapToInt(Set::size).max().orElseThrow())
                .isLessThanOrEqualTo(64);
    }

    @Test
    void order_doesNotMatter() {
        List<String> shuffled = new ArrayList<>(names(30));
        Collections.shuffle(shuffled, new Random(1));
        assertThat(Peers.choose(shuffled, PEERS)).isEqualTo(Peers.choose(names(30), PEERS));
    }

    @Test
    void newName_changesFewPairs() {
        Map<String, Set<String>> before = Peers.choose(names(50), PEERS);
        Map<String, Set<String>> after = Peers.choose(names(51), PEERS);
        long lost = before.entrySet().stream()
                .mapToLong(entry -> entry.getValue().stream()
                        .filter(other -> !after.get(entry.getKey()).contains(other))
                        .count())
                .sum();
        assertThat(lost).isLessThan(2L * 50 * PEERS / 10);
    }

    @Test
    void fewNames_allMeetAll() {
        assertThat(Peers.choose(names(3), PEERS)).containsOnlyKeys("place-0", "place-1", "place-2");
        assertThat(Peers.choose(names(3), PEERS).get("place-1")).containsExactlyInAnyOrder("place-0", "place-2");
    }

    @Test
    void numberOfPeers_growsWithTheLogarithm() {
        assertThat(MeshRequest.builder().build().peers(4)).isEqualTo(3);
        assertThat(MeshRequest.builder().build().peers(20)).isEqualTo(7);
        assertThat(MeshRequest.builder().build().peers(1000)).isEqualTo(8);
        assertThat(MeshRequest.builder().peers(4).build().peers(1000)).isEqualTo(4);
    }
}
