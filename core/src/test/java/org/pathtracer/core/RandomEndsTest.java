// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pathtracer.RateLimit;
import org.pathtracer.enrich.EnrichmentOptions;

/** A thousand operations on four loops, of all kinds, that are cancelled or closed at any moment. */
class RandomEndsTest {
    private static final int LOOPS = 4;
    private static final int OPERATIONS = 1000;
    private static final int ROUTERS = 3;
    /** Threads of the tracer and of the transport. */
    private static final List<String> OWN = List.of("pathtracer", "echo");

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> OWN.stream().anyMatch(thread.getName()::startsWith))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Tracer tracer(EchoLoops network) {
        return new Tracer(new TracerConfiguration(
                List.of(network),
                Optional.empty(),
                RateLimit.NONE,
                LOOPS,
                EnrichmentOptions.DEFAULT,
                Optional.empty(),
                false));
    }

    /** One in eight is silent. */
    private static EchoLoops network() {
        return new EchoLoops(address -> address.getAddress()[3] % 8 != 0).behind(ROUTERS);
    }

    @Test
    void anyKindOfOperationEndedAtAnyMoment_leavesNothing() {
        Set<Thread> before = threads();
        int ended = 0;
        for (long seed = 0; ended < OPERATIONS; seed++) {
            String which = "seed " + seed;
            SplittableRandom random = new SplittableRandom(seed);
            EchoLoops network = network();
            Tracer tracer = tracer(network);
            RandomRuns runs = new RandomRuns(
                    tracer, "echo", number -> "198.18.%d.%d".formatted(number / 250, 1 + number % 250), random);
            int operations = 4 + random.nextInt(12);
            for (int i = 0; i < operations; i++) {
                runs.start();
                for (int pauses = random.nextInt(500); pauses > 0; pauses--) {
                    Thread.yield();
                }
                if (random.nextBoolean()) {
                    runs.endOne();
                }
            }
            if (random.nextBoolean()) {
                // Nothing is left of operations that ended, while the tracer lives.
                runs.endAll();
                runs.awaitAll();
                while (tracer.counters().inFlight() > 0) {
                    Thread.onSpinWait();
                }
            }
            tracer.close();
            runs.assertEnded(which);
            assertThat(network.opened).as(which).allMatch(EchoLoops.Transport::ended);
            assertThat(tracer.counters().inFlight()).as(which).isZero();
            Set<Thread> left = threads();
            left.removeAll(before);
            assertThat(left).as(which).isEmpty();
            ended += runs.count();
        }
    }
}
