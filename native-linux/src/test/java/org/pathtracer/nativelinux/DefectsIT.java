// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathTracerException;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;

/** A defect that shows while a packet is handled costs that packet alone. */
@InLab
class DefectsIT {
    static Stream<LinuxProvider> providers() {
        return Stream.of(new RawProvider(), new DatagramProvider());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void answersThatCantBeHandled_inAFlood_costNoOther(LinuxProvider provider) throws Exception {
        try (Lab lab = Lab.chain(0).open()) {
            Flood flood = new Flood(lab.target(Family.V4));
            try (ProbeTransport transport = provider.open(flood)) {
                transport.loop().execute(() -> flood.begin(transport));
                assertThat(flood.answered.await(30, TimeUnit.SECONDS))
                        .as("%d of %d came", flood.replied.cardinality(), Flood.PROBES)
                        .isTrue();
            }
        }
    }

    /** Keeps some probes in flight, and fails at every tenth answer. */
    private static final class Flood implements TransportListener {
        static final int PROBES = 50_000;
        private static final int IN_FLIGHT = 256;
        private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

        final CountDownLatch answered = new CountDownLatch(PROBES);
        final BitSet replied = new BitSet();
        private final ProbeProfile profile;
        private @Nullable ProbeTransport transport;
        private int sent;

        Flood(InetAddress target) {
            profile = ProbeProfile.echo(target, 60);
        }

        void begin(ProbeTransport opened) {
            transport = opened;
            send(IN_FLIGHT);
            opened.flush();
        }

        private void send(int limit) {
            for (; sent < Math.min(limit, PROBES); sent++) {
                transport.send(new Probe(sent, sent, 64, 0, profile, TIMEOUT));
            }
        }

        @Override
        public void onReply(Reply reply) {
            if (!replied.get(reply.id())) {
                replied.set(reply.id());
                answered.countDown();
            }
            if (reply.id() % 10 == 0) {
                throw new IllegalStateException("as a defect would");
            }
        }

        @Override
        public void onDrained() {
            send(replied.cardinality() + IN_FLIGHT);
        }

        @Override
        public void onSent(int id, long nanos, TimestampSource source) {}

        @Override
        public void onSendFailed(int id, ProbeOutcome.SendFailed failure) {
            throw new AssertionError("probe " + id + ": " + failure);
        }

        @Override
        public void onBroken(PathTracerException cause) {
            throw new AssertionError(cause);
        }
    }
}
