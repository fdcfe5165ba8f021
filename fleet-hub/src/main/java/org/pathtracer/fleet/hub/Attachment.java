// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.wire.Assign;
import org.pathtracer.fleet.wire.Heartbeat;
import org.pathtracer.fleet.wire.HubDown;
import org.pathtracer.fleet.wire.VantagePointInfo;

/** An agent that is attached to this hub. Thread-safe. */
final class Attachment {
    private final VantagePointInfo info;
    private final long epoch;
    private final X509Certificate certificate;
    private final StreamObserver<HubDown> down;
    private final AtomicInteger quiet = new AtomicInteger();
    private volatile Heartbeat last = Heartbeat.getDefaultInstance();
    private boolean ended;
    private @Nullable Assign assigned;

    Attachment(VantagePointInfo info, long epoch, X509Certificate certificate, StreamObserver<HubDown> down) {
        this.info = info;
        this.epoch = epoch;
        this.certificate = certificate;
        this.down = down;
    }

    String name() {
        return info.getName();
    }

    VantagePointInfo info() {
        return info;
    }

    long epoch() {
        return epoch;
    }

    X509Certificate certificate() {
        return certificate;
    }

    Heartbeat last() {
        return last;
    }

    void seen(Heartbeat heartbeat) {
        last = heartbeat;
        quiet.set(0);
        send(HubDown.newBuilder()
                .setAlive(org.pathtracer.fleet.wire.Alive.getDefaultInstance())
                .build());
    }

    /**
     * Counts a look at it, and returns the number of looks since its last sign of life. They are late where this hub is
     * starved, so its own delay does not count.
     */
    int look() {
        return quiet.incrementAndGet();
    }

    /** Returns whether it was told what to measure. */
    synchronized boolean isTold() {
        return assigned != null;
    }

    /** Returns whether it was not told this last, and takes it for told. */
    synchronized boolean isNew(Assign assign) {
        boolean fresh = assigned == null || !assigned.equals(assign);
        assigned = assign;
        return fresh;
    }

    synchronized void send(HubDown message) {
        if (!ended) {
            try {
                down.onNext(message);
            } catch (IllegalStateException e) {
                ended = true; // the call has ended, which its observer is told too
            }
        }
    }

    synchronized void end(Status status) {
        if (!ended) {
            ended = true;
            try {
                down.onError(status.asRuntimeException());
            } catch (IllegalStateException e) {
                // the call has ended
            }
        }
    }
}
