// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.engine.EngineBench.MILLI;
import static org.pathtracer.core.engine.EngineBench.TARGET;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.RateLimit;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;

/** Rate limits hold from the first packet on, and the common one is shared. */
class EngineRateTest {
    private static final long SECOND = 1000 * MILLI;

    @Test
    void ownLimit_spacesProbesEvenly() {
        EngineBench bench = EngineBench.on(EngineBench.ECHO);
        Recorder recorder = new Recorder(30);
        bench.start(recorder, EngineBench.options(10, 65_536));
        bench.run().assertAtRest();
        assertThat(gaps(recorder)).containsOnly(100 * MILLI);
    }

    @Test
    void commonLimit_boundsAllTogether() {
        EngineBench bench = limited(EngineBench.ECHO, 10);
        for (int i = 0; i < 10; i++) {
            bench.start(new Recorder(10));
        }
        bench.run().assertAtRest();
        long[] all = bench.operations.stream()
                .flatMapToLong(operation -> Arrays.stream(operation.future().join().sentAt))
                .sorted()
                .toArray();
        assertThat(IntStream.range(1, 100).mapToLong(i -> all[i] - all[i - 1])).containsOnly(100 * MILLI);
    }

    @Test
    void commonLimit_isSharedInTurns() {
        EngineBench bench = limited(EngineBench.ECHO, 40);
        for (int i = 0; i < 4; i++) {
            bench.start(new Recorder(1000));
        }
        bench.network.loop().runTo(ScriptedNetwork.START + 10 * SECOND);
        assertThat(bench.operations).hasSize(4);
        assertThat(asked(bench)).allSatisfy(count -> assertThat(count).isBetween(99, 102));
    }

    @Test
    void operationWithAnswersAtTheRightMoment_doesNotJumpTheLine() {
        // Each answer comes just when the next packet is allowed, before the timer for it.
        Script timely = (probe, number) -> List.of(Arrival.echo(25 * MILLI, TARGET));
        EngineBench bench = limited(timely, 40);
        bench.start(new Recorder(1000));
        bench.start(new Recorder(1000));
        bench.network.loop().runTo(ScriptedNetwork.START + 10 * SECOND);
        assertThat(asked(bench)).allSatisfy(count -> assertThat(count).isBetween(190, 210));
    }

    @Test
    void waitingOperation_isNotForgottenWhenAnotherTakesItsPacket() {
        EngineBench bench = limited(EngineBench.ECHO, 1);
        bench.start(shortLived(new Recorder(2), 1));
        bench.start(shortLived(new Recorder(1), 0));
        bench.run().assertAtRest();
    }

    /** With a timeout so short that no expiry wakes the engine by chance. */
    private static Operation<Recorder> shortLived(Recorder recorder, int rate) {
        return new Operation<>(recorder, EngineBench.TARGET, EngineBench.options(rate, 9), 200 * MILLI, Long.MAX_VALUE);
    }

    @Test
    void lineOfManyAtALowRate_isServedToItsEnd() {
        for (int seed = 0; seed < 50; seed++) {
            int delay = 40 + seed;
            EngineBench bench = limited(
                    (probe, number) -> number % 3 == 0 ? List.of() : List.of(Arrival.echo(delay * MILLI, TARGET)), 20);
            for (int i = 0; i < 20; i++) {
                bench.start(new Recorder(1 + i % 4), EngineBench.options(i % 3 * 7, 1 + i % 2));
            }
            bench.run().assertAtRest();
        }
    }

    private static EngineBench limited(Script script, int rate) {
        return new EngineBench(new ScriptedNetwork(script), RateLimit.of(rate));
    }

    private static List<Integer> asked(EngineBench bench) {
        return bench.recorders.stream().map(recorder -> recorder.asked).toList();
    }

    private static long[] gaps(Recorder recorder) {
        return IntStream.range(1, recorder.sentAt.length)
                .mapToLong(i -> recorder.sentAt[i] - recorder.sentAt[i - 1])
                .toArray();
    }
}
