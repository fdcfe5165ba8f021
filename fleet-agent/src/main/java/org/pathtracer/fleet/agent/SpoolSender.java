// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pathtracer.fleet.wire.Kept;
import org.pathtracer.fleet.wire.KeptBatch;
import org.pathtracer.fleet.wire.KeptReceipt;

/**
 * Brings what is in the spool to the hub that the agent is attached to, one batch after the other. What the hub did not
 * acknowledge is brought again. Runs on the agent's loop.
 */
final class SpoolSender {
    private static final System.Logger LOG = System.getLogger(SpoolSender.class.getName());
    private static final int BATCH_BYTES = 512 << 10;
    private static final long AGAIN_MILLIS = 2000;

    private final Spool spool;
    private final AgentClock clock;
    private final ScheduledExecutorService loop;
    private final Link link;
    private boolean sending;
    private boolean failing;

    /** The hub, if there is one. */
    interface Link {
        /** Sends a batch, and returns whether there is a hub. */
        boolean keep(KeptBatch batch, StreamObserver<KeptReceipt> receipt);
    }

    SpoolSender(Spool spool, AgentClock clock, ScheduledExecutorService loop, Link link) {
        this.spool = spool;
        this.clock = clock;
        this.loop = loop;
        this.link = link;
    }

    /** There is something new, or a hub. */
    void kick() {
        step(this::send);
    }

    private void send() {
        if (sending || spool.waiting() == 0) {
            return;
        }
        List<Kept> some = spool.next(BATCH_BYTES);
        if (some.isEmpty()) {
            return;
        }
        KeptBatch batch = KeptBatch.newBuilder()
                .setSpool(spool.id())
                .setNowMillis(clock.millis())
                .addAllKept(some)
                .build();
        sending = link.keep(batch, new Receipts());
    }

    private void step(Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException e) {
            // the agent was closed
        }
    }

    private final class Receipts implements StreamObserver<KeptReceipt> {
        @Override
        public void onNext(KeptReceipt receipt) {
            step(() -> {
                failing = false;
                spool.acknowledged(receipt.getSequence());
            });
        }

        @Override
        public void onError(Throwable failure) {
            step(() -> {
                sending = false;
                if (!failing) {
                    failing = true;
                    LOG.log(
                            System.Logger.Level.INFO,
                            "the hub did not take outcomes, which stay in the spool: {0}",
                            Status.fromThrowable(failure).getDescription());
                }
                loop.schedule(SpoolSender.this::send, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            });
        }

        @Override
        public void onCompleted() {
            step(() -> {
                sending = false;
                send();
            });
        }
    }
}
