// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PacketCapture;
import org.pathtracer.core.engine.ProbeListener;
import org.pathtracer.core.loop.Defects;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.PacketSource;
import org.pathtracer.spi.Probe;

/** A running capture: what engines and the packet source tell goes through one queue to a thread that writes. */
final class Capture implements PacketCapture, ProbeListener {
    private static final System.Logger LOG = System.getLogger("org.pathtracer");
    /** Bytes kept of a packet. */
    private static final int MOST_BYTES = 2048;
    /** So much waits for the thread at most, if the stream blocks. */
    private static final int MOST_QUEUED = 1 << 16;

    private static final int MOST_QUEUED_BYTES = 32 << 20;

    private static final long CLOSE_SECONDS = 5;

    private final LinkedTransferQueue<Consumer<PacketLog>> queue = new LinkedTransferQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger queuedBytes = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong missedHere = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean readingClosed = new AtomicBoolean();
    private final Consumer<Capture> onClose;
    private final OutputStream out;
    private final Thread thread;
    private PacketSource.@Nullable Reading reading;
    private volatile @Nullable IOException failure;
    private boolean ended;

    private Capture(OutputStream out, Consumer<Capture> onClose) {
        this.out = out;
        this.onClose = onClose;
        thread = new Thread(this::run, "pathtracer-capture-writer");
        thread.setDaemon(true);
    }

    /**
     * Starts one.
     *
     * @param onClose is called when it is closed
     */
    static Capture start(PacketSource source, OutputStream out, Consumer<Capture> onClose) {
        Capture capture = new Capture(out, onClose);
        capture.reading = source.open(capture::onPacket);
        capture.thread.start();
        return capture;
    }

    @Override
    public void leaving(Probe probe) {
        if (!queue(log -> log.leaving(probe))) {
            missedHere.incrementAndGet();
        }
    }

    @Override
    public void ended(Probe probe, ProbeOutcome outcome) {
        queue(log -> log.ended(probe, outcome));
    }

    @Override
    public void abandoned(Probe probe) {
        queue(log -> log.abandoned(probe));
    }

    private void onPacket(long epochNanos, boolean outgoing, int interfaceIndex, ByteBuffer packet) {
        int length = Math.min(MOST_BYTES, Math.min(packet.remaining(), PacketReader.length(packet.slice())));
        if (failure != null || queuedBytes.get() + length > MOST_QUEUED_BYTES) {
            missedHere.incrementAndGet();
            return;
        }
        byte[] bytes = new byte[length];
        packet.get(packet.position(), bytes);
        PacketLog.Packet copy = new PacketLog.Packet(epochNanos, outgoing, interfaceIndex, ByteBuffer.wrap(bytes));
        queuedBytes.addAndGet(length);
        if (!queue(log -> {
            queuedBytes.addAndGet(-length);
            log.packet(copy);
        })) {
            queuedBytes.addAndGet(-length);
            missedHere.incrementAndGet();
        }
    }

    private boolean queue(Consumer<PacketLog> item) {
        if (failure != null || queued.incrementAndGet() > MOST_QUEUED) {
            queued.decrementAndGet();
            return false;
        }
        return queue.add(item);
    }

    private void run() {
        try (PacketLog log = new PacketLog(new PcapngWriter(out))) {
            while (!ended) {
                take(log, queue.take());
                for (Consumer<PacketLog> next = queue.poll(); next != null; next = queue.poll()) {
                    take(log, next);
                }
                log.write();
                written.set(log.written());
            }
            log.finish(missed());
            written.set(log.written());
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new IOException("the capture's thread was interrupted", e);
        } catch (RuntimeException | Error e) {
            failure = new IOException("the capture failed: " + e, e);
            Defects.log(LOG, "A packet capture failed", e);
        }
        // After a failure nothing more can be written, so nothing more is copied either.
        closeReading();
        onClose.accept(this);
        queue.clear();
    }

    /** Whether it has ended by itself. */
    boolean failed() {
        return failure != null;
    }

    private void take(PacketLog log, Consumer<PacketLog> item) {
        queued.decrementAndGet();
        item.accept(log);
    }

    @Override
    public long packets() {
        return written.get();
    }

    @Override
    public long missed() {
        PacketSource.Reading source = reading;
        return missedHere.get() + (source == null ? 0 : source.missed());
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            closeReading();
            onClose.accept(this);
            queue.add(log -> ended = true);
        }
        await();
        IOException cause = failure;
        if (cause != null) {
            throw new IOException(cause.getMessage(), cause);
        }
    }

    private void closeReading() {
        if (reading != null && readingClosed.compareAndSet(false, true)) {
            reading.close();
        }
    }

    private void await() throws IOException {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            if (thread.isAlive()) {
                thread.interrupt();
                throw new IOException("the stream did not take the captured packets within " + CLOSE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
