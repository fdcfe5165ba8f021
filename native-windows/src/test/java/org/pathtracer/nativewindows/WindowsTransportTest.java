// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.nativewindows.echo.IpStatus;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ReplyKind;

/** Requests to a Windows that is as bad as can be. */
class WindowsTransportTest {
    private static final String NAME = "windows-test";

    private final Told told = new Told();
    private WindowsTransport transport;
    private FakeWindows windows;

    private void open(FakeWindows fake) {
        windows = fake;
        transport = new WindowsTransport(fake, NAME, told);
    }

    private void send(Probe... probes) {
        transport.loop().execute(() -> {
            Stream.of(probes).forEach(transport::send);
            transport.flush();
        });
    }

    private void send(int from, int to) {
        send(IntStream.range(from, to).mapToObj(Probes::echo).toArray(Probe[]::new));
    }

    /** Runs on the loop's thread, after what was sent before. */
    private void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        transport.loop().execute(() -> {
            task.run();
            done.complete(null);
        });
        done.join();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(NAME))
                .toList();
    }

    @AfterEach
    void close_leavesNothing() {
        windows.underWay().forEach(FakeWindows.Sent::echo);
        transport.close();
        assertThat(threads()).isEmpty();
        Kept.sweep();
        assertThat(windows.openEvents()).isZero();
        assertThat(windows.openHandles()).isZero();
    }

    @Test
    void thousandInFlight_areEachAnsweredOnce() throws Exception {
        open(FakeWindows.silent());
        send(0, 1000);
        told.await(() -> told.sent() == 1000);
        assertThat(windows.underWay()).hasSize(1000);
        assertThat(threads()).hasSize(17);
        windows.underWay().forEach(FakeWindows.Sent::echo);
        told.await(() -> told.answered() == 1000);
        IntStream.range(0, 1000)
                .forEach(id -> assertThat(told.replies(id)).singleElement().satisfies(reply -> {
                    assertThat(reply.kind()).isEqualTo(ReplyKind.ECHO_REPLY);
                    assertThat(reply.tag()).isEqualTo(Probes.tag(id));
                }));
    }

    @Test
    void requestsAreUsedAgain_withoutMoreThreadsOrMemory() throws Exception {
        open(FakeWindows.answering());
        for (int round = 0; round < 50; round++) {
            int from = round * 60;
            send(from, from + 60);
            told.await(() -> told.answered() == from + 60);
        }
        assertThat(threads()).hasSize(2);
        assertThat(windows.openEvents()).isEqualTo(64);
    }

    /** As Wine has it: from the 257th on, the event comes at once and the buffer is never written. */
    @Test
    void moreThanTheSystemTakes_leaveWhenOthersAreOver() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        ConcurrentLinkedQueue<FakeWindows.Sent> begun = new ConcurrentLinkedQueue<>();
        open(new FakeWindows(sent -> {
            if (taken.incrementAndGet() > 256) {
                taken.decrementAndGet();
                sent.end();
            } else {
                begun.add(sent);
            }
            return 0;
        }));
        send(0, 1000);
        while (told.answered() + told.failures().size() < 1000) {
            FakeWindows.Sent next = begun.poll();
            if (next == null) {
                Thread.onSpinWait();
                continue;
            }
            taken.decrementAndGet();
            next.echo();
        }
        assertThat(told.failures()).isEmpty();
        assertThat(told.sent()).isEqualTo(1000);
    }

    @Test
    void forbiddenRequests_failOneByOne() throws Exception {
        open(new FakeWindows(sent -> {
            sent.end();
            return 0;
        }));
        send(0, 100);
        told.await(() -> told.failed() == 100);
        assertThat(told.failure(7).advice()).contains("forbidden");
        assertThat(told.answered()).isZero();
    }

    @Test
    void errorAtOnce_isToldWithNameAndAdvice_andTheNextProbeLeaves() throws Exception {
        open(new FakeWindows(sent -> {
            if (sent.request.probe().id() < 500) {
                sent.stray(); // as an error should not, and may
                return 1231;
            }
            sent.echo();
            return 0;
        }));
        send(0, 1000);
        told.await(() -> told.failed() == 500 && told.answered() == 500);
        assertThat(told.failure(3).errorName()).isEqualTo("ERROR_NETWORK_UNREACHABLE");
        assertThat(told.failure(3).operation()).isEqualTo("IcmpSendEcho2Ex");
        assertThat(told.failure(3).advice()).isNotBlank();
    }

    @Test
    void unknownStatus_isAFailureOfItsProbeAlone() throws Exception {
        open(new FakeWindows(sent -> {
            if (sent.request.probe().id() == 1) {
                sent.answer(777, Probes.TARGET);
            } else {
                sent.echo();
            }
            return 0;
        }));
        send(1, 3);
        told.await(() -> told.failed() == 1 && told.answered() == 1);
        assertThat(told.failure(1).errorName()).isEqualTo("status 777");
    }

    @Test
    void timeoutOfWindows_isLeftToTheEngine() throws Exception {
        open(new FakeWindows(sent -> {
            if (sent.request.probe().id() == 1) {
                sent.answer(IpStatus.TIMED_OUT.code(), Probes.address("0.0.0.0"));
            } else {
                sent.echo();
            }
            return 0;
        }));
        send(1, 3);
        told.await(() -> told.answered() == 1 && told.sent() == 2);
        assertThat(told.replies(1)).isEmpty();
        assertThat(told.failures()).isEmpty();
    }

    @Test
    void everyBufferTaken_failsTheNextProbes_whenTheyHaveWaited() throws Exception {
        open(FakeWindows.silent());
        send(0, Waiters.MOST_BUFFERS);
        told.await(() -> told.sent() == Waiters.MOST_BUFFERS);
        send(Probes.echo(2000, 1, Probes.TARGET, Probes.SIZE, Duration.ofMillis(100)));
        told.await(() -> told.failed() == 1);
        assertThat(told.failure(2000).errorName()).isEqualTo("ERROR_BUSY");
        assertThat(told.failure(2000).advice()).contains("1008");
    }

    @Test
    void probeThatIsCancelledWhileItWaits_neverLeaves() throws Exception {
        open(FakeWindows.silent());
        send(0, Waiters.MOST_BUFFERS + 1);
        told.await(() -> told.sent() == Waiters.MOST_BUFFERS);
        onLoop(() -> transport.cancel(Waiters.MOST_BUFFERS));
        windows.underWay().forEach(FakeWindows.Sent::echo);
        told.await(() -> told.answered() == Waiters.MOST_BUFFERS);
        assertThat(told.sent()).isEqualTo(Waiters.MOST_BUFFERS);
        assertThat(told.failures()).isEmpty();
    }

    @Test
    void answerToAnEarlierProbeOfANumber_isNotTakenForThisOnes() throws Exception {
        open(FakeWindows.silent());
        send(5, 6);
        told.await(() -> windows.underWay().size() == 1);
        FakeWindows.Sent earlier = windows.underWay().get(0);
        onLoop(() -> transport.cancel(5));
        send(5, 6);
        send(6, 7);
        told.await(() -> windows.underWay().size() == 3);
        earlier.answer(IpStatus.TTL_EXPIRED.code(), Probes.address("192.0.2.1"));
        windows.underWay().forEach(FakeWindows.Sent::echo);
        told.await(() -> told.answered() == 2);
        assertThat(told.replies(5))
                .singleElement()
                .satisfies(reply -> assertThat(reply.kind()).isEqualTo(ReplyKind.ECHO_REPLY));
    }

    @Test
    void familyThatTheSystemDoesNotHave_failsItsProbesAlone() throws Exception {
        open(FakeWindows.answering());
        send(Probes.echo(1, 1, Probes.TARGET6, 80, Duration.ofSeconds(1)), Probes.echo(2));
        told.await(() -> told.failed() == 1 && told.answered() == 1);
        assertThat(told.failure(1).operation()).isEqualTo("Icmp6CreateFile");
        assertThat(told.failure(1).errorName()).isEqualTo("ERROR_CALL_NOT_IMPLEMENTED");
    }

    @Test
    void interfaceThatIsNotThere_isToldSo() throws Exception {
        open(FakeWindows.answering());
        var plain = Probes.echo(1).profile();
        var profile = new org.pathtracer.spi.ProbeProfile(
                plain.protocol(),
                plain.destination(),
                0,
                0,
                plain.flowMethod(),
                plain.flowLabel(),
                plain.size(),
                0,
                false,
                987_654,
                plain.source());
        send(new Probe(1, 1, 1, 0, profile, 1_000_000_000));
        told.await(() -> told.failed() == 1);
        assertThat(told.failure(1).advice()).contains("987654");
    }

    @Test
    void largePackets_takeTurnsForMemory() throws Exception {
        open(FakeWindows.silent());
        Probe[] probes = IntStream.range(0, 400)
                .mapToObj(id -> Probes.echo(id, 1, Probes.TARGET, 65_535, Duration.ofMinutes(10)))
                .toArray(Probe[]::new);
        send(probes);
        int room = (16 << 20) / 131_000;
        told.await(() -> told.sent() >= room);
        while (told.answered() < probes.length) {
            assertThat(windows.underWay()).hasSizeLessThanOrEqualTo(room + 1);
            windows.underWay().forEach(FakeWindows.Sent::echo);
            Thread.onSpinWait();
        }
        assertThat(windows.mostUnderWay()).isBetween(room, room + 1);
    }

    @Test
    void waitingThatFails_breaksTheTransport() throws Exception {
        open(FakeWindows.answering());
        send(0, 1);
        told.await(() -> told.answered() == 1);
        windows.failWaiting();
        told.await(() -> told.broken().isPresent());
        assertThat(told.broken().get()).hasMessageContaining("WaitForMultipleObjects");
    }

    // --- close with requests under way ---

    @Test
    void closeWhilePending_tellsNothing_andLetsGoOfTheMemoryWhenWindowsDoes() throws Exception {
        open(FakeWindows.silent());
        send(0, 200);
        told.await(() -> told.sent() == 200);
        transport.close();
        assertThat(windows.underWay()).hasSize(200);
        assertThat(Kept.requests()).isEqualTo(200);
        windows.underWay().subList(0, 150).forEach(FakeWindows.Sent::echo);
        new WindowsTransport(FakeWindows.answering(), NAME, told).close();
        assertThat(Kept.requests()).isEqualTo(50);
        assertThat(windows.openHandles()).isOne();
        assertThat(told.answered() + told.failed()).isZero();
    }

    @Test
    void closeOfAnIdleTransport_closesItsHandleAtOnce() throws Exception {
        open(FakeWindows.answering());
        send(0, 100);
        told.await(() -> told.answered() == 100);
        assertThat(windows.openHandles()).isOne();
        transport.close();
        assertThat(windows.openHandles()).isZero();
        assertThat(Kept.requests()).isZero();
    }

    // --- what Windows is asked ---

    @ParameterizedTest
    @CsvSource({"1, 1000", "999, 1000", "1000, 1000", "1001, 1001", "30000, 30000", "99999999999, 2147483647"})
    void timeout_isNeverShorterThanWindowsHeeds(long millis, int asked) throws Exception {
        open(FakeWindows.silent());
        send(Probes.echo(1, 1, Probes.TARGET, Probes.SIZE, Duration.ofMillis(millis)));
        told.await(() -> told.sent() == 1);
        assertThat(windows.underWay().get(0).timeoutMillis).isEqualTo(asked);
    }
}
