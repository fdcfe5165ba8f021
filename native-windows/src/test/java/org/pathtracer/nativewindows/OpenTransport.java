// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.Reply;

/** A transport in the Windows JVM, and what it tells. */
final class OpenTransport implements AutoCloseable {
    private static final int FIRST_QUESTION = 60_000;
    private static final int QUESTIONS = 20;

    final Told told = new Told();
    final ProbeTransport transport = There.provider().open(told);

    private int nextQuestion = FIRST_QUESTION;

    void send(Probe... probes) {
        transport.loop().execute(() -> {
            Stream.of(probes).forEach(transport::send);
            transport.flush();
        });
    }

    /**
     * The answer to a probe. The kernel drops the first ICMP error after a pause now and then, so it is asked again.
     *
     * @param probe makes the probe with a number
     */
    Reply answer(IntFunction<Probe> probe) throws InterruptedException {
        for (int i = 0; i < QUESTIONS; i++) {
            int asked = nextQuestion++;
            long end = System.nanoTime() + 1_000_000_000;
            send(probe.apply(asked));
            told.awaitAtMost(() -> !told.replies(asked).isEmpty(), end);
            if (!told.replies(asked).isEmpty()) {
                return told.replies(asked).get(0);
            }
        }
        throw new AssertionError("no answer; failures: " + told.failures());
    }

    @Override
    public void close() {
        transport.close();
    }
}
