// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.ping.PingBench.echo;
import static org.pathtracer.core.ping.PingBench.echoOf;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Endpoints;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.spi.ProbeProfile;

/** Many targets, many probes. */
class PingScaleTest {
    @Test
    void sixteenBitsOfTargets_areAllAnsweredByThemselves() {
        PingRequest request = PingRequest.to("10.98.0.0/16")
                .count(2)
                .interval(Duration.ZERO)
                .maxConcurrency(65_536)
                .build();
        PingBench bench = new PingBench(echo(300), request).quiet();
        PingResult result = bench.result();
        assertThat(result.targets()).hasSize(65_534).allMatch(series -> series.received() == 2);
        assertThat(result.targets().get(65_533).target().name()).isEqualTo("10.98.255.254");
        assertThat(result.targets())
                .filteredOn(series -> !series.replies().isEmpty())
                .allSatisfy(series -> assertThat(
                                series.replies().get(0).answer().reception().address())
                        .isEqualTo(series.target().address().orElseThrow()));
        assertThat(result.statistics().max()).contains(Duration.ofMillis(300));
        assertThat(bench.network.mostInFlight()).isGreaterThan(60_000);
    }

    /** Three times more than an ICMP sequence number can tell, with loss, duplicates, late and reordered answers. */
    @Test
    void sequenceNumbers_wrapWithoutConfusion() {
        Random random = new Random(1);
        int[] lost = {0};
        int[] late = {0};
        PingBench bench = PingBench.of(
                        (probe, number) -> {
                            int chance = random.nextInt(100);
                            lost[0] += chance < 2 ? 1 : 0;
                            late[0] += chance == 1 ? 1 : 0;
                            return chance == 0
                                    ? List.of()
                                    : chance == 1
                                            ? List.of(echoOf(probe, 2400))
                                            : chance == 2
                                                    ? List.of(echoOf(probe, 1), echoOf(probe, 1.2))
                                                    : List.of(echoOf(probe, 1 + number % 50));
                        },
                        builder -> builder.count(200_000).interval(Duration.ofNanos(100_000)))
                .quiet();
        PingResult result = bench.result();
        assertThat(result.sent()).isEqualTo(200_000);
        assertThat(result.received()).isEqualTo(200_000 - lost[0]);
        assertThat(result.counts().late()).isBetween(late[0] - 300L, (long) late[0]);
        assertThat(result.counts().duplicates()).isBetween(1700L, 2300L);
        assertThat(result.statistics().max()).contains(Duration.ofMillis(50));
        long[] next = {0};
        assertThat(result.replies())
                .filteredOn(reply ->
                        !reply.reordered() && !reply.answer().reception().late())
                .allSatisfy(reply -> assertThat(reply.sequence()).isGreaterThanOrEqualTo(next[0]++));
    }

    @Test
    void endlessPing_keepsABoundedNumberOfReplies() {
        PingBench bench = PingBench.of(
                        echo(1),
                        builder ->
                                builder.count(0).interval(Duration.ofMillis(1)).keptReplies(100))
                .quiet();
        PingSeries series =
                bench.cancelledAfter(Duration.ofSeconds(100)).targets().get(0);
        assertThat(series.received()).isBetween(99_999L, 100_001L);
        assertThat(series.replies()).hasSize(100);
        assertThat(series.repliesLeftOut()).isEqualTo(series.received() - 100);
    }

    @Test
    void keys_giveTargetAndSequenceBackAlsoBeyondTheirRange() {
        for (int targets : new int[] {1, 2, 3, 1000, 65_534, 1 << 20}) {
            ProbeKeys keys = new ProbeKeys(targets);
            for (long sequence : new long[] {0, 1, 4095, 4096, 65_536, 65_537, (1L << 32) - 1, 1L << 32, 1L << 40}) {
                for (int target : new int[] {0, targets / 2, targets - 1}) {
                    int key = keys.key(target, sequence);
                    assertThat(keys.target(key)).isEqualTo(target);
                    assertThat(keys.sequence(key, sequence + 1)).isEqualTo(sequence);
                    assertThat(keys.sequence(key, sequence + 4000)).isEqualTo(sequence);
                }
            }
        }
    }

    @Test
    void turns_comeAroundForThoseThatStay() {
        Endpoint found = new Endpoint.Found(
                PingTargetRecord.at(PingBench.address("192.0.2.1")),
                ProbeProfile.echo(PingBench.address("192.0.2.1"), 60));
        Turns turns = new Turns(Endpoints.of(Collections.nCopies(3, found)));
        assertThat(turns.next()).isEqualTo(0);
        turns.addLast(0);
        assertThat(turns.next()).isEqualTo(1);
        assertThat(turns.next()).isEqualTo(2);
        turns.addLast(2);
        assertThat(turns.next()).isEqualTo(0);
        assertThat(turns.next()).isEqualTo(2);
        assertThat(turns.isEmpty()).isTrue();
        turns.addLast(1);
        assertThat(turns.next()).isEqualTo(1);
    }
}
