// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.engine.EngineBench.MILLI;
import static org.pathtracer.core.engine.EngineBench.TARGET;
import static org.pathtracer.core.engine.EngineBench.TIMEOUT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.RateLimit;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;

/** A full table makes operations wait; none is forgotten. */
class EngineCapacityTest {
    @Test
    void moreProbesThanTheTableHolds_allGetTheirTurn() {
        EngineBench bench = new EngineBench(new ScriptedNetwork(EngineBench.ECHO).forgetful(), RateLimit.NONE);
        for (int i = 0; i < 3; i++) {
            bench.start(new Recorder(70_000));
        }
        bench.run().assertAtRest();
        assertThat(bench.engine.table().allocated()).isEqualTo(210_000);
        assertThat(bench.network.mostInFlight()).isEqualTo(65_536);
        assertThat(bench.operations).allMatch(operation -> operation.future().join().answered == 70_000);
    }

    @Test
    void silentProbesThatFillTheTable_makeRoomWhenTheyTimeOut() {
        EngineBench bench = new EngineBench(new ScriptedNetwork(Script.SILENCE).forgetful(), RateLimit.NONE);
        Recorder second = new Recorder(100);
        bench.start(new Recorder(65_536));
        startLater(bench, second);
        bench.run().assertAtRest();
        assertThat(second.sentAt[0] - ScriptedNetwork.START).isBetween(TIMEOUT, TIMEOUT + 2 * MILLI);
    }

    @Test
    void deadlineOfTheOperationThatFillsTheTable_letsTheNextGoOnAtOnce() {
        EngineBench bench = new EngineBench(new ScriptedNetwork(Script.SILENCE).forgetful(), RateLimit.NONE);
        long deadline = ScriptedNetwork.START + 20 * MILLI;
        bench.start(EngineBench.operation(new Recorder(65_536), EngineBench.options(0, 65_536), deadline));
        Recorder second = new Recorder(100);
        startLater(bench, second);
        bench.run().assertAtRest();
        assertThat(second.sentAt[0]).isEqualTo(deadline);
    }

    /** Once the table is full. */
    private static void startLater(EngineBench bench, Recorder recorder) {
        bench.network.loop().schedule(() -> bench.start(recorder), ScriptedNetwork.START + 10 * MILLI);
    }

    @Test
    void operationThatSendsMuch_letsOthersSendSoon() {
        List<Integer> leaving = new ArrayList<>();
        EngineBench bench = EngineBench.on((probe, number) -> {
            leaving.add(probe.ttl());
            return EngineBench.ECHO.answers(probe, number);
        });
        int other = 255;
        bench.start(new Recorder(200));
        bench.start(new Recorder(1) {
            @Override
            public Optional<ProbeOrder> next() {
                return super.next().map(order -> new ProbeOrder(order.key(), other, 0, EngineBench.profile()));
            }
        });
        bench.run().assertAtRest();
        assertThat(leaving).hasSize(201);
        assertThat(leaving.indexOf(other)).isLessThanOrEqualTo(64);
    }

    @Test
    void thousandsOfOperations_allEnd() {
        Script lossy = (probe, number) ->
                probe.tag() % 3 == 0 ? List.of() : List.of(Arrival.echo((probe.id() % 50 + 1) * MILLI, TARGET));
        EngineBench bench = new EngineBench(new ScriptedNetwork(lossy).forgetful(), RateLimit.of(20_000));
        for (int i = 0; i < 5000; i++) {
            bench.start(new Recorder(20), EngineBench.options(i % 2 * 100, 1 + i % 7));
        }
        bench.run().assertAtRest();
        assertThat(bench.engine.table().allocated()).isEqualTo(100_000);
    }

    @Test
    void maxConcurrency_boundsProbesInFlight() {
        EngineBench bench = EngineBench.on(EngineBench.ECHO);
        bench.start(new Recorder(100), EngineBench.options(0, 7));
        bench.run().assertAtRest();
        assertThat(bench.network.mostInFlight()).isEqualTo(7);
        assertThat(bench.network.elapsed()).isGreaterThanOrEqualTo(100 / 7 * 10 * MILLI);
    }
}
