// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportLoop;

/**
 * What {@link ProbeTransport} and its provider promise, for transports that send ICMP echo requests. Who writes one
 * derives a test class from this:
 *
 * <pre>{@code
 * class MyTransportTest extends TransportContract {
 *     protected ProbeTransportProvider provider() { return new MyProvider(); }
 *     protected Optional<InetAddress> answering(AddressFamily family) { return ... }
 * }
 * }</pre>
 *
 * <p>Each test opens and closes a transport of its own. Families that the transport does not support here are left out,
 * but one it must support.
 *
 * @since 0.1.0
 */
public abstract class TransportContract {
    private static final int SIZE = 60;
    private static final int MANY = 256;
    private static final int DISTANT_TTL = 64;
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_SECONDS = 10;

    /** For subclasses. */
    protected TransportContract() {}

    /** What is tested. */
    protected abstract ProbeTransportProvider provider();

    /** An address that answers every echo request; empty if there is none of this family. */
    protected abstract Optional<InetAddress> answering(AddressFamily family);

    /** An address behind a router that answers where the TTL ends; empty if there is none. */
    protected Optional<InetAddress> distant(AddressFamily family) {
        return Optional.empty();
    }

    /** An address to which probes can be sent and of which nothing is ever heard; empty if there is none. */
    protected Optional<InetAddress> silent(AddressFamily family) {
        return Optional.empty();
    }

    // --- the provider ---

    /** As users write it. */
    @Test
    void name_isShortAndInLowerCase() {
        String name = provider().name();
        assertFalse(name.isBlank());
        assertEquals(name.toLowerCase(Locale.ROOT), name);
        assertEquals(name, name.strip());
        assertEquals(name, provider().name());
        assertEquals(provider().preference(), provider().preference());
    }

    /** Whatever it is asked. */
    @Test
    void supports_answersEveryNeed() {
        for (Protocol protocol : Protocol.values()) {
            for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
                assertSaysWhy(provider().supports(new ProbeNeed(protocol, family)));
                assertSaysWhy(
                        provider().supports(new ProbeNeed(protocol, family, EnumSet.allOf(ProbeNeed.Feature.class))));
            }
        }
        assertFalse(
                families().isEmpty(),
                "the contract sends echo requests, and this transport supports ICMP over neither IPv4 nor IPv6 here");
    }

    private static void assertSaysWhy(Support support) {
        assertNotNull(support);
        if (support instanceof Support.Refused refused) {
            assertFalse(refused.reason().isBlank());
        } else if (support instanceof Support.Unsupported unsupported) {
            assertFalse(unsupported.reason().isBlank());
        }
    }

    // --- the loop ---

    /** One thread, in order. */
    @Test
    void tasks_runOnTheLoopsThread_inOrder() throws Exception {
        try (Open open = new Open(provider())) {
            TransportLoop loop = open.transport.loop();
            assertFalse(loop.inLoop());
            List<Integer> ran = new ArrayList<>();
            IntStream.range(0, MANY).forEach(i -> loop.execute(() -> ran.add(i)));
            assertTrue(open.inLoop(loop::inLoop));
            assertEquals(IntStream.range(0, MANY).boxed().toList(), ran);
        }
    }

    /** Not before their time, and not at all if cancelled. */
    @Test
    void timers_runAtTheirTime_unlessCancelled() throws Exception {
        try (Open open = new Open(provider())) {
            TransportLoop loop = open.transport.loop();
            CompletableFuture<List<Long>> times = new CompletableFuture<>();
            List<String> ran = new ArrayList<>();
            loop.execute(() -> {
                long due = loop.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
                long before = due - TimeUnit.MILLISECONDS.toNanos(3);
                loop.schedule(() -> ran.add("cancelled"), before).cancel();
                loop.schedule(() -> ran.add("first"), before);
                loop.schedule(() -> times.complete(List.of(due, loop.nanoTime())), due);
            });
            List<Long> dueAndRun = times.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(dueAndRun.get(1) >= dueAndRun.get(0), "a timer ran early");
            assertEquals(List.of("first"), ran);
        }
    }

    // --- probes ---

    /** Sent is told first, and once the reply is there, all times are in order. */
    @TestFactory
    Stream<DynamicTest> echo_isToldAsSent_thenAsAnswered() {
        return perFamily(this::answering, (open, family, target) -> {
            Probe probe = probe(7, 64, target);
            long before = open.inLoop(open.transport.loop()::nanoTime);
            open.send(probe);
            open.recorder.await("an answer", told -> answers(told, 7) > 0);
            List<Recorder.Told> told = open.recorder.told();
            assertEquals(Recorder.Sent.class, told.get(0).getClass(), "what was told first of " + told);
            Reply reply = open.recorder.replies(7).get(0);
            assertEquals(ReplyKind.ECHO_REPLY, reply.kind());
            assertEquals(target, reply.from());
            assertTagIsTheProbes(probe, reply);
            long sent = ((Recorder.Sent) lastSent(told)).nanos();
            assertTrue(before <= sent, "sent before it was handed over");
            assertTrue(sent <= reply.receivedNanos(), "answered before it was sent");
            open.recorder.await("the end of a group", all -> all.get(all.size() - 1) instanceof Recorder.Drained);
        });
    }

    private static Recorder.Told lastSent(List<Recorder.Told> told) {
        return told.stream()
                .filter(Recorder.Sent.class::isInstance)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static void assertTagIsTheProbes(Probe probe, Reply reply) {
        int bits = reply.tagBits();
        assertTrue(bits >= 0 && bits <= Long.SIZE, bits + " bits of tag");
        long mask = bits == 0 ? 0 : -1L << (Long.SIZE - bits);
        assertEquals(probe.tag() & mask, reply.tag(), "leading bits of the tag, the rest 0");
    }

    /** None is lost, none is mistaken for another. */
    @TestFactory
    Stream<DynamicTest> manyInFlight_areEachAnsweredOnce() {
        return perFamily(this::answering, (open, family, target) -> {
            open.send(IntStream.range(0, MANY)
                    .mapToObj(id -> probe(id * 251, 64, target))
                    .toArray(Probe[]::new));
            for (int i = 0; i < MANY; i++) {
                int id = i * 251;
                open.recorder.await("an answer to probe " + id, told -> answers(told, id) > 0);
                Reply reply = open.recorder.replies(id).get(0);
                assertEquals(1, open.recorder.replies(id).size());
                assertTagIsTheProbes(probe(id, 64, target), reply);
            }
        });
    }

    /** The TTL is the packet's, and who let it end is named. */
    @TestFactory
    Stream<DynamicTest> ttlOf1_endsAtTheFirstRouter() {
        return perFamily(this::distant, (open, family, target) -> {
            Probe near = probe(1, 1, target);
            open.send(near, probe(2, DISTANT_TTL, target));
            open.recorder.await("both answers", told -> answers(told, 1) > 0 && answers(told, 2) > 0);
            Reply reply = open.recorder.replies(1).get(0);
            assertEquals(ReplyKind.TIME_EXCEEDED, reply.kind());
            assertFalse(reply.from().equals(target));
            reply.probeDestination().ifPresent(destination -> assertEquals(target, destination));
            assertTagIsTheProbes(near, reply);
            assertEquals(ReplyKind.ECHO_REPLY, open.recorder.replies(2).get(0).kind());
        });
    }

    /** Its number is free again at once. */
    @TestFactory
    Stream<DynamicTest> cancelledProbe_doesNoHarm() {
        return perFamily(this::answering, (open, family, target) -> {
            open.inLoop(() -> {
                open.hand(probe(3, 64, target));
                open.transport.flush();
                open.transport.cancel(3);
                open.transport.cancel(4); // never sent
                return true;
            });
            Probe again = probe(5, 64, target);
            open.send(again);
            open.recorder.await("an answer after a cancelled probe", told -> answers(told, 5) > 0);
            assertTagIsTheProbes(again, open.recorder.replies(5).get(0));
        });
    }

    /** The time-out is the engine's: a transport says nothing of it. */
    @TestFactory
    Stream<DynamicTest> unanswered_isToldAsSentOnly() {
        return perFamily(this::silent, (open, family, target) -> {
            InetAddress answering = answering(family).orElseThrow();
            open.send(probe(8, 64, target));
            open.recorder.await("the probe's leaving", told -> isSent(told, 8));
            open.send(probe(9, 64, answering));
            open.recorder.await("an answer to a later probe", told -> answers(told, 9) > 0);
            assertEquals(List.of(), open.recorder.replies(8));
        });
    }

    // --- the end ---

    /** With probes under way, from a strange thread, twice; and silence afterwards. */
    @TestFactory
    Stream<DynamicTest> close_endsEverything() {
        return perFamily(this::answering, (open, family, target) -> {
            Open other = new Open(provider());
            Thread loop = other.inLoop(Thread::currentThread);
            other.send(IntStream.range(0, MANY)
                    .mapToObj(id -> probe(id, 64, target))
                    .toArray(Probe[]::new));
            other.transport.close();
            List<Recorder.Told> told = other.recorder.told();
            other.transport.close();
            assertFalse(loop.isAlive(), "the loop's thread lives on");
            assertThrows(
                    RejectedExecutionException.class,
                    () -> other.transport.loop().execute(() -> {}));
            assertEquals(List.of(), other.recorder.breaches());
            // What is told after close() would be told while another transport works.
            open.send(probe(1, 64, target));
            open.recorder.await("an answer to another transport's probe", all -> answers(all, 1) > 0);
            assertEquals(told, other.recorder.told(), "told after close()");
        });
    }

    // --- how it is done ---

    /** A test with an open transport. */
    private interface Body {
        void run(Open open, AddressFamily family, InetAddress target) throws Exception;
    }

    private Stream<DynamicTest> perFamily(Function<AddressFamily, Optional<InetAddress>> target, Body body) {
        return families().stream()
                .filter(family -> target.apply(family).isPresent())
                .map(family -> dynamicTest(family.toString(), () -> {
                    try (Open open = new Open(provider())) {
                        body.run(open, family, target.apply(family).orElseThrow());
                        assertEquals(List.of(), open.recorder.breaches());
                    }
                }));
    }

    private List<AddressFamily> families() {
        return Stream.of(AddressFamily.IPV4, AddressFamily.IPV6)
                .filter(family ->
                        provider().supports(new ProbeNeed(Protocol.ICMP, family)) instanceof Support.Available)
                .toList();
    }

    private static Probe probe(int id, int ttl, InetAddress target) {
        long tag = (id + 1) * 0x9e37_79b9_7f4a_7c15L;
        return new Probe(id, tag, ttl, 0, ProbeProfile.echo(target, SIZE), TIMEOUT_NANOS);
    }

    private static long answers(List<Recorder.Told> told, int id) {
        return told.stream()
                .filter(call -> call instanceof Recorder.Replied replied
                        && replied.reply().id() == id)
                .count();
    }

    private static boolean isSent(List<Recorder.Told> told, int id) {
        return told.stream().anyMatch(call -> call instanceof Recorder.Sent sent && sent.id() == id);
    }

    /** An open transport with who listens to it. */
    private static final class Open implements AutoCloseable {
        final Recorder recorder = new Recorder();
        final ProbeTransport transport;

        Open(ProbeTransportProvider provider) {
            transport = provider.open(recorder);
            recorder.listenTo(transport);
        }

        /** Hands probes over together, and lets them leave. */
        void send(Probe... probes) throws Exception {
            inLoop(() -> {
                Stream.of(probes).forEach(this::hand);
                transport.flush();
                return true;
            });
        }

        void hand(Probe probe) {
            recorder.sending(true);
            transport.send(probe);
            recorder.sending(false);
        }

        <T> T inLoop(Callable<T> task) throws Exception {
            CompletableFuture<T> done = new CompletableFuture<>();
            transport.loop().execute(() -> {
                try {
                    done.complete(task.call());
                } catch (Exception | AssertionError e) {
                    done.completeExceptionally(e);
                }
            });
            return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
