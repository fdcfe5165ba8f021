// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.scripted;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;
import org.pathtracer.testkit.virtual.VirtualLoop;

/**
 * A transport of several sockets that are read as real ones may be: in any order, late, and by a process that is
 * stopped between any two calls. The network itself is not disturbed by that: each packet arrives when it arrives.
 */
public final class UnevenReader implements ProbeTransportProvider, ProbeTransport {
    /** Which socket an answer comes by. */
    public interface Sorting {
        int socketOf(Reply reply);
    }

    private record Asked(InetAddress destination, int ttl) {}

    private record Departure(int id, long at) {}

    private static final PriorityQueue<Reply> NOTHING = new PriorityQueue<>(1, (one, other) -> 0);
    private static final long LONGEST_STOP = 2_000_000_000L;

    private final Script script;
    private final List<PriorityQueue<Reply>> sockets = new ArrayList<>();
    private final Sorting sorting;
    private final Random random;
    private final boolean even;
    private final VirtualLoop loop = new VirtualLoop(ScriptedNetwork.START);
    private final List<Probe> pending = new ArrayList<>();
    private final Map<Asked, Integer> asked = new HashMap<>();
    /** When the kernel let probes go, as far as it was not read. */
    private final ArrayDeque<Departure> departures = new ArrayDeque<>();

    private boolean oneByOne;
    private TransportListener listener;

    /**
     * Not opened.
     *
     * @param even whether it reads everything at once and in the order of arrival
     */
    public UnevenReader(Script script, int socketCount, Sorting sorting, long seed, boolean even) {
        this.script = script;
        this.sorting = sorting;
        this.even = even;
        random = new Random(seed);
        for (int i = 0; i < socketCount; i++) {
            sockets.add(new PriorityQueue<>(Comparator.comparingLong(Reply::receivedNanos)));
        }
    }

    /**
     * Probes that are handed over together leave one by one, with stops between. The time that the process took before
     * it sent comes first, the kernel's as another thing to be read.
     */
    public UnevenReader oneByOne() {
        oneByOne = true;
        return this;
    }

    /** Runs until nothing is left to do. */
    public void run() {
        while (true) {
            pass();
            if (loop.runTask()) {
                continue;
            }
            long next = Math.min(nextArrival(), loop.nextAt());
            if (next == Long.MAX_VALUE) {
                return;
            }
            loop.passTo(next);
            pass();
            runTimers();
        }
    }

    private long nextArrival() {
        long next = departures.isEmpty() ? Long.MAX_VALUE : loop.nanoTime();
        for (PriorityQueue<Reply> socket : sockets) {
            next = socket.isEmpty() ? next : Math.min(next, socket.element().receivedNanos());
        }
        return next;
    }

    /** As transports promise: a timer runs when everything is handed over that arrived before it. */
    private void runTimers() {
        long began = loop.nanoTime();
        round(began);
        while (loop.nextAt() <= began) {
            loop.runEvent();
            pass();
        }
    }

    private void round(long began) {
        List<PriorityQueue<Reply>> order = new ArrayList<>(sockets);
        List<Reply> read = new ArrayList<>();
        if (!even) {
            Collections.shuffle(order, random);
        }
        int departuresAt = even ? 0 : random.nextInt(order.size() + 1);
        for (int i = 0; i <= order.size(); i++) {
            if (i == departuresAt) {
                readDepartures();
            }
            PriorityQueue<Reply> socket = i < order.size() ? order.get(i) : NOTHING;
            while (!socket.isEmpty() && socket.element().receivedNanos() <= loop.nanoTime()) {
                read.add(socket.remove());
                pass();
            }
        }
        if (even) {
            read.sort(Comparator.comparingLong(Reply::receivedNanos));
        } else if (random.nextBoolean()) {
            Collections.shuffle(read, random);
        }
        read.forEach(listener::onReply);
        listener.onDrained(began);
    }

    private void readDepartures() {
        Departure departure;
        while ((departure = departures.poll()) != null) {
            listener.onSent(departure.id, departure.at, TimestampSource.KERNEL);
            pass();
        }
    }

    /** Between any two calls time passes, at times much of it. */
    private void pass() {
        if (even) {
            return;
        }
        long span = switch (random.nextInt(12)) {
            case 0 -> random.nextLong(LONGEST_STOP);
            case 1 -> random.nextLong(LONGEST_STOP / 50);
            case 2, 3, 4 -> random.nextLong(100_000);
            default -> 100;
        };
        loop.passTo(loop.nanoTime() + span);
    }

    /** Probes leave in a round, as they do from real sockets. */
    private void leave() {
        List<Probe> batch = List.copyOf(pending);
        pending.clear();
        long began = loop.nanoTime();
        for (Probe probe : batch) {
            if (oneByOne) {
                long told = loop.nanoTime();
                pass();
                departures.add(new Departure(probe.id(), loop.nanoTime()));
                listener.onSent(probe.id(), told, TimestampSource.USER);
                answer(probe, loop.nanoTime());
                pass();
            } else {
                listener.onSent(probe.id(), began, TimestampSource.KERNEL);
                answer(probe, began);
            }
        }
        round(began);
    }

    private void answer(Probe probe, long sent) {
        int number = asked.merge(new Asked(probe.profile().destination(), probe.ttl()), 1, Integer::sum) - 1;
        for (Arrival arrival : script.answers(probe, number)) {
            Reply reply = arrival.reply(probe, sent + arrival.delay());
            sockets.get(sorting.socketOf(reply)).add(reply);
        }
    }

    @Override
    public void send(Probe probe) {
        pending.add(probe);
    }

    @Override
    public void flush() {
        if (!pending.isEmpty()) {
            loop.execute(this::leave);
        }
    }

    @Override
    public TransportLoop loop() {
        return loop;
    }

    @Override
    public String name() {
        return "uneven";
    }

    @Override
    public int preference() {
        return 1;
    }

    @Override
    public Support supports(ProbeNeed need) {
        return new Support.Available("on virtual time", List.of(), false);
    }

    @Override
    public ProbeTransport open(TransportListener toTell) {
        listener = toTell;
        return this;
    }

    @Override
    public void close() {}
}
