// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.scripted;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.SystemCallException;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.testkit.virtual.ThreadedVirtualLoop;
import org.pathtracer.testkit.virtual.VirtualLoop;
import org.pathtracer.testkit.virtual.VirtualTransport;

/**
 * A transport of the testkit's, on its virtual time, which is answered what a {@link Script} says instead of what a
 * network would. It checks that the engine keeps the SPI's contract: ids in flight are unique, sends come on the loop,
 * nothing comes after the close.
 */
public final class ScriptedNetwork implements ProbeTransportProvider {
    /** What clocks begin at: below zero, as a monotonic clock may. */
    public static final long START = -500_000_000L;

    private record Destined(InetAddress destination, int ttl) {}

    private final VirtualLoop loop;
    private final Runnable start;
    private final Script script;
    private final List<Probe> sent = new ArrayList<>();
    private final Map<Destined, Integer> perHop = new HashMap<>();
    private Function<Probe, Optional<ProbeOutcome.SendFailed>> sendFailure = probe -> Optional.empty();
    private Runnable beforeSupport = () -> {};
    private long correction;
    private int cancels;
    private int mostInFlight;
    private boolean recording = true;
    private boolean oneProbePerFlow;
    private volatile boolean closed;
    private volatile boolean failsOnClose;
    private volatile @Nullable TransportListener listener;

    /** A network that the test drives through {@link #loop()}. */
    public ScriptedNetwork(Script script) {
        this(script, new VirtualLoop(START), () -> {});
    }

    private ScriptedNetwork(Script script, VirtualLoop loop, Runnable start) {
        this.script = script;
        this.loop = loop;
        this.start = start;
    }

    /** A network on a thread of its own, once it is opened. */
    public static ScriptedNetwork threaded(Script script) {
        return threaded(script, new ThreadedVirtualLoop("pathtracer-scripted", START));
    }

    /** A network on a thread of its own, once it is opened, which never answers, and on which no time passes. */
    public static ScriptedNetwork still() {
        return threaded(Script.SILENCE, new ThreadedVirtualLoop("pathtracer-scripted", START).still());
    }

    private static ScriptedNetwork threaded(Script script, ThreadedVirtualLoop loop) {
        return new ScriptedNetwork(script, loop, () -> loop.start(() -> true));
    }

    /** Probes for which this gives a failure don't leave. */
    public ScriptedNetwork failing(Function<Probe, Optional<ProbeOutcome.SendFailed>> failure) {
        sendFailure = failure;
        return this;
    }

    /** Tells each send a second time, with a kernel time that is later by this much. */
    public ScriptedNetwork correcting(long nanos) {
        correction = nanos;
        return this;
    }

    /** Does this whenever it is asked what it supports. */
    public ScriptedNetwork supporting(Runnable before) {
        beforeSupport = before;
        return this;
    }

    /** Forgets what was sent, for tests that send millions. */
    public ScriptedNetwork forgetful() {
        recording = false;
        return this;
    }

    /** Can have one probe of a flow in flight only. */
    public ScriptedNetwork oneProbePerFlow() {
        oneProbePerFlow = true;
        return this;
    }

    public boolean hasOneProbePerFlow() {
        return oneProbePerFlow;
    }

    /** Closing it will end in an exception. */
    public void failOnClose() {
        failsOnClose = true;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public int preference() {
        return 100;
    }

    @Override
    public Support supports(ProbeNeed need) {
        beforeSupport.run();
        return new Support.Available("on virtual time", List.of(), oneProbePerFlow);
    }

    @Override
    public ProbeTransport open(TransportListener toTell) {
        listener = toTell;
        start.run();
        return new Transport(toTell);
    }

    /** Its clock begins at {@link #START}. */
    public VirtualLoop loop() {
        return loop;
    }

    /** Virtual time since the start. */
    public long elapsed() {
        return loop.nanoTime() - START;
    }

    /** Probes handed over so far, in their order. */
    public synchronized List<Probe> sent() {
        return List.copyOf(sent);
    }

    private synchronized void record(Probe probe) {
        if (recording) {
            sent.add(probe);
        }
    }

    /** Probes that the engine stopped waiting for. */
    public int cancels() {
        return cancels;
    }

    /** The most probes that were in flight at one time. */
    public int mostInFlight() {
        return mostInFlight;
    }

    public boolean closed() {
        return closed;
    }

    /** The transport breaks. */
    public void breakDown(PathTracerException cause) {
        loop.execute(() -> told().onBroken(cause));
    }

    /** For telling the engine what no network would. */
    public TransportListener told() {
        TransportListener known = listener;
        if (known == null) {
            throw new IllegalStateException("not opened");
        }
        return known;
    }

    private final class Transport extends VirtualTransport {
        Transport(TransportListener listener) {
            super(ScriptedNetwork.this.loop, listener);
        }

        @Override
        public void send(Probe probe) {
            check(loop.inLoop() && !closed, "sent beside the loop or after the close");
            check(!oneProbePerFlow || flowIsFree(probe), "second probe of a flow: " + probe);
            check(!awaited.containsKey(probe.id()), "number in flight twice: " + probe.id());
            super.send(probe);
            mostInFlight = Math.max(mostInFlight, awaited.size());
            record(probe);
        }

        private boolean flowIsFree(Probe probe) {
            return awaited.values().stream().noneMatch(other -> other.flow() == probe.flow());
        }

        /** With an operation that fails, so that a test whose network has a thread fails too. */
        private void check(boolean holds, String otherwise) {
            if (!holds) {
                listener.onBroken(new SystemCallException("send", 71, "EPROTO", otherwise));
                throw new AssertionError(otherwise);
            }
        }

        @Override
        protected void leave(Probe probe) {
            if (awaited.get(probe.id()) != probe) {
                return;
            }
            Optional<ProbeOutcome.SendFailed> failure = sendFailure.apply(probe);
            if (failure.isPresent()) {
                fail(probe, failure.get());
                return;
            }
            long now = loop.nanoTime();
            listener.onSent(probe.id(), now, TimestampSource.USER);
            if (correction != 0) {
                listener.onSent(probe.id(), now + correction, TimestampSource.KERNEL);
            }
            int number = perHop.merge(new Destined(probe.profile().destination(), probe.ttl()), 1, Integer::sum) - 1;
            for (Arrival arrival : script.answers(probe, number)) {
                answer(probe, arrival, now + arrival.delay());
            }
        }

        private void answer(Probe probe, Arrival arrival, long at) {
            onArrival(at, () -> {
                if (arrival.blind()) {
                    deliverBlind(probe, arrival, at);
                } else {
                    deliver(arrival.reply(probe, at), arrival.forgery() != 0);
                }
            });
        }

        /** It is that of the only probe to the same destination; of several, it shows not of which. */
        private void deliverBlind(Probe probe, Arrival arrival, long at) {
            InetAddress destination = probe.profile().destination();
            Predicate<Probe> candidate = other -> other.profile().destination().equals(destination);
            if (awaited.values().stream().anyMatch(candidate)) {
                only(candidate)
                        .ifPresentOrElse(
                                one -> deliver(arrival.reply(one, at), false), () -> deliverUnidentified(destination));
            }
        }

        @Override
        public void cancel(int id) {
            cancels++;
            super.cancel(id);
        }

        @Override
        public void close() {
            closed = true;
            super.close();
            if (failsOnClose) {
                throw new IllegalStateException("can't close");
            }
        }
    }
}
