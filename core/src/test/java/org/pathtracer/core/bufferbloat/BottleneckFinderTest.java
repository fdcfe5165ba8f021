// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.enrich.Segment;
import org.pathtracer.result.HopLatencyRecord;
import org.pathtracer.statistics.Statistics;

class BottleneckFinderTest {
    private static final int SILENT = -1;

    /** Hops of 1 ms that grow by these milliseconds. */
    private static List<HopLatency> path(int... growths) {
        List<HopLatency> hops = new ArrayList<>();
        for (int i = 0; i < growths.length; i++) {
            boolean silent = growths[i] == SILENT;
            Optional<InetAddress> address = silent ? Optional.empty() : Optional.of(ScriptedPath.router(i + 1));
            hops.add(new HopLatencyRecord(
                    i + 1, address, Segment.ISP, steady(silent ? 0 : 5, 1), steady(silent ? 0 : 5, 1 + growths[i])));
        }
        return hops;
    }

    private static Statistics steady(int count, int millis) {
        return Statistics.of(5, Collections.nCopies(count, Duration.ofMillis(Math.max(0, millis))));
    }

    private static Bottleneck find(LoadDirection direction, int... growths) {
        return BottleneckFinder.find(path(growths), direction).orElseThrow();
    }

    @Test
    void queueOfWhatComesDown_isAtTheFirstDelayedHop() {
        Bottleneck bottleneck = find(LoadDirection.DOWN, 0, 100, 101, 100);
        assertThat(bottleneck.ttl()).isEqualTo(2);
        assertThat(bottleneck.address()).contains(ScriptedPath.router(2));
        assertThat(bottleneck.segment()).isEqualTo(Segment.ISP);
        assertThat(bottleneck.increase()).isEqualTo(Duration.ofMillis(100));
        assertThat(bottleneck.delayedFrom()).isEqualTo(2);
        assertThat(find(LoadDirection.BOTH, 0, 100, 101, 100).ttl()).isEqualTo(2);
    }

    @Test
    void queueOfWhatGoesUp_isAtTheHopBefore() {
        Bottleneck bottleneck = find(LoadDirection.UP, 0, 0, 100, 99);
        assertThat(bottleneck.ttl()).isEqualTo(2);
        assertThat(bottleneck.delayedFrom()).isEqualTo(3);
        assertThat(bottleneck.address()).contains(ScriptedPath.router(2));
        assertThat(bottleneck.increase()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void everyHopDelayedByWhatGoesUp_isThisHost() {
        Bottleneck bottleneck = find(LoadDirection.UP, 50, 50);
        assertThat(bottleneck.ttl()).isZero();
        assertThat(bottleneck.address()).isEmpty();
        assertThat(bottleneck.segment()).isEqualTo(Segment.LAN);
    }

    @Test
    void queuesOfBothDirectionsAtOneRouter_areFoundThere() {
        assertThat(find(LoadDirection.BOTH, 0, 260, 540, 541).ttl()).isEqualTo(2);
        assertThat(find(LoadDirection.DOWN, 0, 260, 540, 541).ttl()).isEqualTo(3);
    }

    @Test
    void slowRouterBeforeTheQueue_isNoBottleneck() {
        assertThat(find(LoadDirection.DOWN, 300, 0, 100, 100).ttl()).isEqualTo(3);
    }

    @Test
    void silentHops_areAsTheirNeighbours() {
        assertThat(find(LoadDirection.DOWN, 0, SILENT, 100, SILENT, 100).ttl()).isEqualTo(3);
        assertThat(find(LoadDirection.DOWN, 0, 100, SILENT, SILENT).ttl()).isEqualTo(2);
    }

    @Test
    void noGrowth_isNoBottleneck() {
        assertThat(BottleneckFinder.find(path(0, 2, 2), LoadDirection.DOWN)).isEmpty();
        assertThat(BottleneckFinder.find(path(SILENT, SILENT), LoadDirection.DOWN))
                .isEmpty();
        assertThat(BottleneckFinder.find(List.of(), LoadDirection.UP)).isEmpty();
    }
}
