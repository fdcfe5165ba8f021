// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.core.engine.EngineBench.MILLI;
import static org.pathtracer.core.engine.EngineBench.TARGET;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pathtracer.RateLimit;
import org.pathtracer.StopReason;
import org.pathtracer.SystemCallException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;

/** Operations end from outside at any moment, and leave nothing behind. */
class EngineEndTest {
    private static final int COLLECTIONS = 50;

    private static final Script MIXED = (probe, number) -> switch (probe.id() % 4) {
        case 0 -> List.of();
        case 1 -> List.of(Arrival.echo(probe.id() % 97 * MILLI, TARGET));
        case 2 -> List.of(Arrival.echo(5 * MILLI, TARGET), Arrival.echo(9 * MILLI, TARGET));
        default -> List.of(Arrival.echo(1100 * MILLI, TARGET));
    };

    @Test
    void cancelAtAnyMoment_givesWhatThereIs() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            EngineBench bench = EngineBench.on(MIXED);
            for (int i = 0; i < 3; i++) {
                bench.start(new Recorder(60), EngineBench.options(200, 20));
            }
            bench.network.loop().runTo(ScriptedNetwork.START + random.nextLong(2000 * MILLI));
            boolean running = !bench.operations.get(1).future().isDone();
            bench.engine.cancel(bench.operations.get(1));
            bench.engine.cancel(bench.operations.get(1));
            bench.run().assertAtRest();
            StopReason reason = bench.operations.get(1).future().join().reason;
            assertThat(reason).as("seed %d", seed).isEqualTo(running ? StopReason.CANCELLED : StopReason.MAX_HOPS);
        }
    }

    @Test
    void deadlineAtAnyMoment_holdsToTheNanosecond() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            EngineBench bench = EngineBench.on(MIXED);
            long deadline = ScriptedNetwork.START + random.nextLong(900 * MILLI);
            Recorder recorder = new Recorder(60);
            var operation = bench.start(EngineBench.operation(recorder, EngineBench.options(200, 20), deadline));
            bench.network.loop().runWhile(() -> !operation.future().isDone());
            assertThat(bench.network.loop().nanoTime()).as("seed %d", seed).isEqualTo(deadline);
            assertThat(recorder.reason).isEqualTo(StopReason.DEADLINE);
            bench.run().assertAtRest();
        }
    }

    @Test
    void breakAtAnyMoment_failsAllWithItsCause() {
        SystemCallException cause = new SystemCallException("epoll_wait", 9, "EBADF", "report it");
        for (long seed = 0; seed < 100; seed++) {
            EngineBench bench = EngineBench.on(MIXED);
            bench.start(new Recorder(600), EngineBench.options(200, 20));
            bench.start(new Recorder(600), EngineBench.options(200, 20));
            bench.network.loop().runTo(ScriptedNetwork.START + seed * 25 * MILLI);
            bench.network.breakDown(cause);
            bench.run();
            bench.start(new Recorder(1));
            bench.run().assertAtRest();
            assertThat(bench.operations)
                    .allSatisfy(operation ->
                            assertThatThrownBy(operation.future()::join).hasCause(cause));
        }
    }

    @Test
    void cancelBeforeTheStart_keepsItFromStarting() {
        EngineBench bench = EngineBench.on(EngineBench.ECHO);
        var operation = EngineBench.operation(new Recorder(5), EngineBench.options(0, 5), Long.MAX_VALUE);
        bench.engine.cancel(operation);
        bench.start(operation);
        bench.run().assertAtRest();
        assertThat(operation.future().join().reason).isEqualTo(StopReason.CANCELLED);
        assertThat(bench.network.sent()).isEmpty();
        assertThat(bench.engine.running()).isZero();
    }

    @Test
    void close_failsAllAndClosesTheTransport() {
        ScriptedNetwork network = ScriptedNetwork.still();
        EngineBench bench = new EngineBench(network, RateLimit.NONE);
        bench.start(new Recorder(10));
        bench.start(new Recorder(10));
        bench.engine.close();
        bench.engine.close();
        assertThat(network.closed()).isTrue();
        bench.start(new Recorder(10));
        bench.assertAtRest();
        assertThat(bench.operations)
                .allSatisfy(operation ->
                        assertThatThrownBy(operation.future()::join).hasCauseInstanceOf(TracerClosedException.class));
    }

    /** Entries of the table know their last operation until they are used again; that must not keep results alive. */
    @Test
    void endedOperation_isForgotten_whileItsProbesAreNot() {
        EngineBench bench = EngineBench.on(EngineBench.ECHO);
        ReferenceQueue<Recorder> forgotten = new ReferenceQueue<>();
        Reference<Recorder> recorder = new PhantomReference<>(run(bench), forgotten);
        assertThat(collected(forgotten)).isSameAs(recorder);
        assertThat(bench.network.sent()).hasSize(20);
        bench.assertAtRest();
    }

    private static Recorder run(EngineBench bench) {
        Recorder recorder = new Recorder(20);
        bench.start(recorder, EngineBench.options(0, 20));
        bench.run();
        bench.operations.clear();
        bench.recorders.clear();
        return recorder;
    }

    private static @Nullable Reference<?> collected(ReferenceQueue<?> queue) {
        Reference<?> found = null;
        for (int i = 0; i < COLLECTIONS && found == null; i++) {
            System.gc();
            found = queue.poll();
        }
        return found;
    }
}
