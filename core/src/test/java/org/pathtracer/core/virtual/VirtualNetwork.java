// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.virtual;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/**
 * A transport on virtual time, whose network follows a {@link Script}. It keeps the SPI's contract to the letter and
 * checks that the engine does: ids in flight are unique, sends come on the loop, nothing comes after the close.
 */
public final class VirtualNetwork implements ProbeTransportProvider, ProbeTransport {
    private record Destined(InetAddress destination, int ttl) {}

    private final VirtualLoop loop = new VirtualLoop();
    private final Script script;
    private final List<Probe> sent = new ArrayList<>();
    private final List<Probe> pending = new ArrayList<>();
    private final Map<Integer, Probe> inFlight = new HashMap<>();
    private final Map<Destined, Integer> perHop = new HashMap<>();
    private final TreeMap<Long, List<Reply>> onTheWay = new TreeMap<>();
    private Function<Probe, Optional<ProbeOutcome.SendFailed>> sendFailure = probe -> Optional.empty();
    private Runnable beforeSupport = () -> {};
    private long correction;
    private int cancels;
    private int mostInFlight;
    private boolean recording = true;
    private boolean oneProbePerFlow;
    private volatile boolean closed;
    private volatile boolean failsOnClose;
    private @Nullable TransportListener listener;

    /** A network that the test drives through {@link #loop()}. */
    public VirtualNetwork(Script script) {
        this.script = script;
    }

    /** A network on a thread of its own. Time jumps to what is next, or stands still. */
    public static VirtualNetwork threaded(Script script, boolean timePasses) {
        VirtualNetwork network = new VirtualNetwork(script);
        network.loop.startThread(timePasses);
        return network;
    }

    /** Probes for which this gives a failure don't leave. */
    public VirtualNetwork failing(Function<Probe, Optional<ProbeOutcome.SendFailed>> failure) {
        sendFailure = failure;
        return this;
    }

    /** Tells each send a second time, with a kernel time that is later by this much. */
    public VirtualNetwork correcting(long nanos) {
        correction = nanos;
        return this;
    }

    /** Does this whenever it is asked what it supports. */
    public VirtualNetwork supporting(Runnable before) {
        beforeSupport = before;
        return this;
    }

    /** Forgets what was sent, for tests that send millions. */
    public VirtualNetwork forgetful() {
        recording = false;
        return this;
    }

    /** Can have one probe of a flow in flight only. */
    public VirtualNetwork oneProbePerFlow() {
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
        return "virtual";
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
        return this;
    }

    @Override
    public VirtualLoop loop() {
        return loop;
    }

    /** Probes handed over so far, in their order. */
    public synchronized List<Probe> sent() {
        return List.copyOf(sent);
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

    @Override
    public synchronized void send(Probe probe) {
        check(loop.inLoop() && !closed, "sent beside the loop or after the close");
        check(!oneProbePerFlow || flowIsFree(probe), "second probe of a flow: " + probe);
        check(inFlight.put(probe.id(), probe) == null, "number in flight twice: " + probe.id());
        mostInFlight = Math.max(mostInFlight, inFlight.size());
        pending.add(probe);
        if (recording) {
            sent.add(probe);
        }
    }

    @Override
    public void flush() {
        if (!pending.isEmpty()) {
            List<Probe> batch = List.copyOf(pending);
            pending.clear();
            loop.arrive(() -> leave(batch), loop.nanoTime());
        }
    }

    private void leave(List<Probe> batch) {
        TransportListener told = told();
        for (Probe probe : batch) {
            if (inFlight.get(probe.id()) == probe) {
                sendFailure
                        .apply(probe)
                        .ifPresentOrElse(
                                failure -> {
                                    inFlight.remove(probe.id());
                                    told.onSendFailed(probe.id(), failure);
                                },
                                () -> leave(probe));
            }
        }
        told.onDrained();
    }

    private void leave(Probe probe) {
        long now = loop.nanoTime();
        told().onSent(probe.id(), now, TimestampSource.USER);
        if (correction != 0) {
            told().onSent(probe.id(), now + correction, TimestampSource.KERNEL);
        }
        int number = perHop.merge(new Destined(probe.profile().destination(), probe.ttl()), 1, Integer::sum) - 1;
        for (Arrival arrival : script.answers(probe, number)) {
            long at = now + arrival.delay();
            if (arrival.blind()) {
                loop.arrive(() -> deliverBlind(probe, arrival, at), at);
            } else {
                arrive(arrival.reply(probe, at));
            }
        }
    }

    private boolean flowIsFree(Probe probe) {
        return inFlight.values().stream().noneMatch(other -> other.flow() == probe.flow());
    }

    /** It is that of the only probe to the same destination; of several, it shows not of which. */
    private void deliverBlind(Probe probe, Arrival arrival, long at) {
        InetAddress destination = probe.profile().destination();
        List<Probe> candidates = inFlight.values().stream()
                .filter(other -> other.profile().destination().equals(destination))
                .toList();
        if (candidates.size() == 1) {
            inFlight.remove(candidates.get(0).id());
            told().onReply(arrival.reply(candidates.get(0), at));
        } else if (!candidates.isEmpty()) {
            told().onUnidentified(destination);
        }
        told().onDrained();
    }

    /** Lets something arrive at its time; all that arrives at one time is handed over together. */
    public void arrive(Reply reply) {
        List<Reply> group = onTheWay.get(reply.receivedNanos());
        if (group == null) {
            group = new ArrayList<>();
            onTheWay.put(reply.receivedNanos(), group);
            loop.arrive(() -> deliver(reply.receivedNanos()), reply.receivedNanos());
        }
        group.add(reply);
    }

    private void deliver(long at) {
        for (Reply reply : onTheWay.remove(at)) {
            inFlight.remove(reply.id());
            told().onReply(reply);
        }
        told().onDrained();
    }

    /** The transport breaks. */
    public void breakDown(PathTracerException cause) {
        loop.execute(() -> told().onBroken(cause));
    }

    @Override
    public void cancel(int id) {
        cancels++;
        inFlight.remove(id);
    }

    @Override
    public void close() {
        closed = true;
        loop.close();
        if (failsOnClose) {
            throw new IllegalStateException("can't close");
        }
    }

    /** For telling the engine what no network would. */
    public TransportListener told() {
        TransportListener known = listener;
        if (known == null) {
            throw new IllegalStateException("not opened");
        }
        return known;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
