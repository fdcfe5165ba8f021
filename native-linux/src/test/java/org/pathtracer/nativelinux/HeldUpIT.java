// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.FlowMethod;
import org.pathtracer.PathTracerException;
import org.pathtracer.Protocol;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;

/**
 * A process that is held up while a connection is begun does not take an answer to a repeated SYN for one to its probe.
 */
@InLab(tools = "nft")
@SameForAllUsers
class HeldUpIT {
    private static final long TIMEOUT = Duration.ofSeconds(3).toNanos();
    private static final String SYN = "tcp flags & (syn | ack | rst) == syn ";

    @ParameterizedTest
    @ValueSource(strings = {"open", "closed"})
    void secondPacketAnswered_isNoAnswer(String port) throws Exception {
        try (Lab lab = Lab.chain(0).open()) {
            Witness witness =
                    new Witness(lab, Lab.TARGET).count("every", SYN).drop("lost", SYN + "numgen inc mod 2 == 0");
            Held held = probe(lab, port, () -> witness.of("every") == 2);
            assertThat(held.told).containsExactly("sent", "unanswered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "closed"})
    void onlyPacketAnswered_isAnAnswerInTime(String port) throws Exception {
        try (Lab lab = Lab.chain(0).delay(Duration.ofMillis(5)).open()) {
            long begin = System.nanoTime();
            Held held = probe(lab, port, () -> System.nanoTime() - begin > TIMEOUT / 2);
            assertThat(held.told).containsExactly("sent", "reply");
            assertThat(Duration.ofNanos(held.rttNanos)).isBetween(Duration.ofMillis(10), Duration.ofMillis(900));
        }
    }

    private static Held probe(Lab lab, String port, BooleanSupplier enough) throws Exception {
        if (port.equals("open")) {
            lab.in(Lab.TARGET, () -> TcpTraceIT.server(lab, Family.V4));
        }
        Held held = new Held(enough);
        try (ProbeTransport transport = new DatagramProvider().open(held)) {
            transport.loop().execute(() -> {
                transport.send(new Probe(1, 1, 64, 0, syn(lab.target(Family.V4)), TIMEOUT));
                transport.flush();
            });
            assertThat(held.concluded.await(30, TimeUnit.SECONDS)).isTrue();
        }
        return held;
    }

    private static ProbeProfile syn(InetAddress target) {
        return new ProbeProfile(
                Protocol.TCP, target, 80, 0, FlowMethod.PARIS, OptionalInt.empty(), 60, 0, false, 0, Optional.empty());
    }

    /** Holds the loop up as soon as the probe has left. */
    private static final class Held implements TransportListener {
        final CountDownLatch concluded = new CountDownLatch(1);
        final List<String> told = new ArrayList<>();
        private final BooleanSupplier enough;
        private long sentNanos;
        private long rttNanos;

        Held(BooleanSupplier enough) {
            this.enough = enough;
        }

        @Override
        public void onSent(int id, long nanos, TimestampSource source) {
            told.add("sent");
            sentNanos = nanos;
            while (!enough.getAsBoolean()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void onReply(Reply reply) {
            rttNanos = reply.receivedNanos() - sentNanos;
            conclude("reply");
        }

        @Override
        public void onUnanswered(int id) {
            conclude("unanswered");
        }

        @Override
        public void onSendFailed(int id, ProbeOutcome.SendFailed failure) {
            conclude(failure.toString());
        }

        private void conclude(String what) {
            told.add(what);
            concluded.countDown();
        }

        @Override
        public void onDrained() {}

        @Override
        public void onBroken(PathTracerException cause) {
            throw new AssertionError(cause);
        }
    }
}
