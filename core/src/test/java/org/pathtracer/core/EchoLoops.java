// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.Protocol;
import org.pathtracer.core.loop.Defects;
import org.pathtracer.core.loop.ThreadLoop;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** A network of one hop in real time, that may be opened several times; each time it has a thread of its own. */
final class EchoLoops implements ProbeTransportProvider {
    final List<Transport> opened = new CopyOnWriteArrayList<>();
    private final Predicate<InetAddress> answering;
    private final boolean several;
    private volatile boolean loud;
    private volatile boolean wild;
    private volatile int routers;
    private volatile int forgeries;
    private volatile int mostOpened = Integer.MAX_VALUE;

    /** In which these destinations answer. */
    EchoLoops(Predicate<InetAddress> answering) {
        this(answering, true);
    }

    private EchoLoops(Predicate<InetAddress> answering, boolean several) {
        this.answering = answering;
        this.several = several;
    }

    /** In which all answer. */
    static EchoLoops answering() {
        return new EchoLoops(destination -> true);
    }

    /** In which none answers. */
    static EchoLoops silent() {
        return new EchoLoops(destination -> false);
    }

    /** In which none answers, and which does not say that it may be opened several times. */
    static EchoLoops silentAlone() {
        return new EchoLoops(destination -> false, false);
    }

    /** Every transport is told of every answer, whichever asked, as raw sockets are. */
    EchoLoops loud() {
        loud = true;
        return this;
    }

    /** Each answer comes up to three times, and those of a batch in any order. */
    EchoLoops wild() {
        wild = true;
        return this;
    }

    /** Targets are behind so many routers. */
    EchoLoops behind(int count) {
        routers = count;
        return this;
    }

    /** For each probe, so many forged answers come to every transport; only its tag is guessed. */
    EchoLoops forging(int answers) {
        forgeries = answers;
        return this;
    }

    /** No more can be opened. */
    EchoLoops openingAtMost(int transports) {
        mostOpened = transports;
        return this;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public int preference() {
        return 100;
    }

    @Override
    public boolean severalLoops() {
        return several;
    }

    @Override
    public Support supports(ProbeNeed need) {
        return new Support.Available("in this process", List.of());
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        if (opened.size() >= mostOpened) {
            throw new org.pathtracer.SystemCallException("socket", 24, "EMFILE", "raise the limit of open files");
        }
        Transport transport = new Transport(listener);
        opened.add(transport);
        transport.loop.start();
        return transport;
    }

    /** Waits, without sleeping, until a transport has sent something. */
    static void awaitFirstProbe(Transport transport) {
        while (transport.sent.isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** A packet that left. */
    record Packet(InetAddress destination, Protocol protocol, long sentNanos) {}

    /** One of them. */
    final class Transport implements ProbeTransport {
        final ConcurrentLinkedQueue<Packet> sent = new ConcurrentLinkedQueue<>();
        private final List<Probe> pending = new ArrayList<>();
        private final TransportListener listener;
        private final Loop loop = new Loop("echo-loop");
        private final Random random = new Random(opened.size());
        private volatile @Nullable Error inSend;
        private volatile @Nullable Error inFlush;

        private Transport(TransportListener listener) {
            this.listener = listener;
            loop.onDeath(cause -> listener.onBroken(Defects.exception("The thread ended", cause)));
        }

        /** Its thread ends by an exception. */
        void kill(Error cause) {
            loop.fatal = cause;
            loop.wake();
        }

        /** It throws this instead of taking a probe. */
        void throwInSend(Error defect) {
            inSend = defect;
        }

        /** It throws this instead of sending. */
        void throwInFlush(Error defect) {
            inFlush = defect;
        }

        /** Tells that it can't go on. */
        void breakDown(PathTracerException cause) {
            loop.execute(() -> listener.onBroken(cause));
        }

        boolean ended() {
            return !loop.alive();
        }

        LongStream sentNanos() {
            return sent.stream().mapToLong(Packet::sentNanos);
        }

        @Override
        public TransportLoop loop() {
            return loop;
        }

        @Override
        public void send(Probe probe) {
            raise(inSend);
            pending.add(probe);
        }

        private static void raise(@Nullable Error defect) {
            if (defect != null) {
                throw defect;
            }
        }

        @Override
        public void flush() {
            raise(inFlush);
            if (!pending.isEmpty()) {
                List<Probe> leaving = List.copyOf(pending);
                pending.clear();
                loop.execute(() -> leave(leaving));
            }
        }

        private void leave(List<Probe> leaving) {
            List<Reply> replies = new ArrayList<>();
            for (Probe probe : leaving) {
                long now = loop.nanoTime();
                InetAddress destination = probe.profile().destination();
                sent.add(new Packet(destination, probe.profile().protocol(), now));
                listener.onSent(probe.id(), now, TimestampSource.USER);
                if (probe.ttl() <= routers) {
                    replies.add(Reply.of(
                                    probe.id(),
                                    ReplyKind.TIME_EXCEEDED,
                                    router(probe.ttl()),
                                    now + 1000,
                                    TimestampSource.USER)
                            .icmp(11, 0)
                            .probeDestination(Optional.of(destination))
                            .tag(probe.tag(), Long.SIZE)
                            .build());
                } else if (answering.test(destination)) {
                    replies.add(
                            Reply.of(probe.id(), ReplyKind.ECHO_REPLY, destination, now + 1000, TimestampSource.USER)
                                    .tag(probe.tag(), Long.SIZE)
                                    .build());
                }
            }
            if (forgeries > 0) {
                forge(leaving);
            }
            if (wild) {
                int repeated = replies.size() / 2;
                replies.addAll(List.copyOf(replies.subList(0, repeated)));
                replies.addAll(List.copyOf(replies.subList(0, repeated / 2)));
                Collections.shuffle(replies, random);
            }
            for (Transport other : loud ? opened : List.of(this)) {
                other.arrive(replies);
            }
            listener.onDrained();
        }

        private void forge(List<Probe> leaving) {
            List<Reply> forged = new ArrayList<>();
            for (Probe probe : leaving) {
                for (int i = 0; i < forgeries; i++) {
                    forged.add(forged(probe));
                }
            }
            opened.forEach(transport -> transport.arrive(forged));
        }

        private Reply forged(Probe probe) {
            InetAddress destination = probe.profile().destination();
            ReplyKind kind = ReplyKind.values()[random.nextInt(ReplyKind.values().length)];
            int bits = Integer.SIZE + random.nextInt(Integer.SIZE + 1);
            return Reply.of(
                            probe.id(),
                            kind,
                            random.nextBoolean() ? destination : router(random.nextInt(100)),
                            loop.nanoTime() + random.nextInt(2000),
                            TimestampSource.USER)
                    .icmp(kind == ReplyKind.TIME_EXCEEDED ? 11 : 3, random.nextInt(16))
                    .probeDestination(random.nextBoolean() ? Optional.of(destination) : Optional.empty())
                    .tag(random.nextLong(), bits)
                    .build();
        }

        /** Tells of an answer to each of its probes, and of forged ones, on the caller's thread. */
        void tellLate(int probes) {
            for (int id = 0; id < probes; id++) {
                listener.onSent(id, loop.nanoTime(), TimestampSource.USER);
                listener.onReply(Reply.of(id, ReplyKind.ECHO_REPLY, router(1), loop.nanoTime(), TimestampSource.USER)
                        .tag(random.nextLong(), Long.SIZE)
                        .build());
                listener.onUnanswered(id);
            }
            listener.onDrained();
            listener.onUnidentified(router(1));
            listener.onDrained(loop.nanoTime());
        }

        private static InetAddress router(int ttl) {
            try {
                return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) ttl});
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        private void arrive(List<Reply> replies) {
            try {
                loop.execute(() -> {
                    replies.forEach(listener::onReply);
                    listener.onDrained();
                });
            } catch (RejectedExecutionException e) {
                // Closed meanwhile.
            }
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    private static final class Loop extends ThreadLoop {
        private volatile @Nullable Error fatal;

        Loop(String name) {
            super(name, 1_000_000);
        }

        @Override
        protected void await(long nanos) {
            Error cause = fatal;
            if (cause != null) {
                throw cause;
            }
            if (nanos == NEVER) {
                LockSupport.park(this);
            } else if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
            }
        }

        @Override
        protected void wake() {
            LockSupport.unpark(thread);
        }

        boolean alive() {
            return thread.isAlive();
        }
    }
}
