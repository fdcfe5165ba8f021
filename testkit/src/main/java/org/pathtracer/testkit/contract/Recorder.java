// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;

/** Writes down what a transport tells, and lets tests wait for it. Thread-safe. */
final class Recorder implements TransportListener {
    /** A call of the transport's. */
    sealed interface Told {}

    record Sent(int id, long nanos, TimestampSource source) implements Told {}

    record Failed(int id, ProbeOutcome.SendFailed failure) implements Told {}

    record Replied(Reply reply) implements Told {}

    record Drained() implements Told {}

    private static final long PATIENCE_MILLIS = 10_000;

    private final List<Told> told = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private @Nullable ProbeTransport transport;
    private boolean sending;

    synchronized void listenTo(ProbeTransport opened) {
        transport = opened;
    }

    /** Around {@link ProbeTransport#send}, during which nothing may be told. */
    synchronized void sending(boolean now) {
        sending = now;
    }

    @Override
    public void onSent(int id, long nanos, TimestampSource source) {
        add(new Sent(id, nanos, source));
    }

    @Override
    public void onSendFailed(int id, ProbeOutcome.SendFailed failure) {
        add(new Failed(id, failure));
    }

    @Override
    public void onReply(Reply reply) {
        add(new Replied(reply));
    }

    @Override
    public void onDrained() {
        add(new Drained());
    }

    @Override
    public void onBroken(PathTracerException cause) {
        breach("the transport broke: " + cause);
    }

    private synchronized void add(Told call) {
        if (transport != null && !transport.loop().inLoop()) {
            breach("told on " + Thread.currentThread().getName() + ", not on the loop's thread: " + call);
        }
        if (sending) {
            breach("told during send(): " + call);
        }
        told.add(call);
        notifyAll();
    }

    private synchronized void breach(String what) {
        breaches.add(what);
        notifyAll();
    }

    /** What the transport told that it must not tell like that; empty if all is well. */
    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** The replies with a probe's number. */
    List<Reply> replies(int id) {
        return told().stream()
                .filter(call ->
                        call instanceof Replied replied && replied.reply().id() == id)
                .map(call -> ((Replied) call).reply())
                .toList();
    }

    /**
     * Waits until something was told.
     *
     * @param what for the message, if it does not come
     */
    synchronized void await(String what, Predicate<List<Told>> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.test(told)) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("waited in vain for " + what + "; told so far: " + told + " " + breaches);
            }
            wait(millis);
        }
    }
}
