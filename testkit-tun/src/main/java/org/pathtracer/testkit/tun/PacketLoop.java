// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.PathTracerException;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.tun.linux.TunDevice;

/**
 * The thread between a device and a network: takes packets in as they come, and hands answers over when they are due.
 * Shortly before an answer is due it does not sleep any more, since to be woken takes longer than an answer may be
 * late.
 */
final class PacketLoop implements Runnable {
    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.testkit.tun");
    /** Packets taken in before answers have their turn. */
    private static final int BATCH = 64;
    /** How long before an answer is due the thread stays awake: to be woken takes 5 to 60 us. */
    private static final long AWAKE_NANOS = 100_000;
    /** While there is no pause, counts are made public once in so many rounds. */
    private static final int ROUNDS = 256;

    private static final long NEVER = Long.MAX_VALUE;

    private final TunDevice device;
    private final PacketNetwork network;
    private final CompletableFuture<Void> ended;
    private long refused;
    private long latest;
    private boolean defective;
    private volatile TunCounts counts = new TunCounts(0, 0, 0, 0, 0, 0, Duration.ZERO);
    private volatile boolean closing;

    PacketLoop(TunDevice device, PacketNetwork network, CompletableFuture<Void> ended) {
        this.device = device;
        this.network = network;
        this.ended = ended;
    }

    /** As of a moment ago; exact after the end. */
    TunCounts counts() {
        return counts;
    }

    /** From another thread. The device must still be open. */
    void stop() {
        closing = true;
        device.wake();
    }

    @Override
    public void run() {
        try {
            device.waitPrecisely();
            for (int round = 1; !closing; round++) {
                deliver();
                if (!takeIn() && await()) {
                    takeInFirst(System.nanoTime());
                }
                if (round % ROUNDS == 0) {
                    publish();
                }
            }
            publish();
            ended.complete(null);
        } catch (PathTracerException e) {
            publish();
            ended.completeExceptionally(e);
        }
    }

    private void deliver() {
        long due;
        while ((due = network.nextAt()) != NEVER) {
            long now = System.nanoTime();
            if (due - now > 0) {
                return;
            }
            Optional<byte[]> packet = network.poll(now);
            if (packet.isPresent()) {
                latest = Math.max(latest, now - due);
                if (!device.write(packet.get())) {
                    refused++;
                }
            }
        }
    }

    /** Whether there was anything. */
    private boolean takeIn() {
        for (int i = 0; i < BATCH; i++) {
            ByteBuffer packet = device.read();
            if (!packet.hasRemaining()) {
                return i > 0;
            }
            inject(packet, System.nanoTime());
        }
        return true;
    }

    /** What woke the thread up was there before it was read, which takes a while after a sleep. */
    private void takeInFirst(long wokenUp) {
        ByteBuffer packet = device.read();
        if (packet.hasRemaining()) {
            inject(packet, wokenUp);
        }
    }

    private void inject(ByteBuffer packet, long at) {
        try {
            network.inject(packet, at);
        } catch (RuntimeException e) {
            // Whatever one packet is, the others go on; one report is enough.
            LOGGER.log(defective ? Level.DEBUG : Level.ERROR, "The simulated network failed on a packet", e);
            defective = true;
        }
    }

    /** Sleeps, if there is time; whether a packet ended it. */
    private boolean await() {
        long due = network.nextAt();
        long nanos = due == NEVER ? NEVER : due - System.nanoTime() - AWAKE_NANOS;
        if (nanos <= 0) {
            return false;
        }
        publish();
        return device.await(nanos);
    }

    private void publish() {
        PacketNetwork.Counters now = network.counters();
        counts = new TunCounts(
                now.injected(),
                now.ignored(),
                now.lost(),
                now.overflowed(),
                now.delivered() - refused,
                refused,
                Duration.ofNanos(latest));
    }
}
