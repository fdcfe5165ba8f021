// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.wire.Assign;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Kept;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Start;
import org.pathtracer.fleet.wire.Task;

/**
 * Measures again and again what hubs have assigned, also while there is no hub, and keeps the outcomes in the spool.
 * All but what runs bring runs on the agent's loop.
 */
final class Tasks {
    /** An operation has at least so long, also if it begins more often. */
    private static final Duration SHORTEST_DEADLINE = Duration.ofMinutes(1);

    private static final double PERCENT = 100;

    private final AgentRuns runs;
    private final Spool spool;
    private final AgentClock clock;
    private final ScheduledExecutorService loop;
    private final Runnable onKept;
    private final Map<String, Repeated> all = new HashMap<>();

    Tasks(AgentRuns runs, Spool spool, AgentClock clock, ScheduledExecutorService loop, Runnable onKept) {
        this.runs = runs;
        this.spool = spool;
        this.clock = clock;
        this.loop = loop;
        this.onKept = onKept;
    }

    /** Goes on with what was assigned before a restart. */
    void resume() {
        take(spool.assigned());
    }

    void assign(Assign assign) {
        spool.assigned(assign);
        take(assign);
    }

    /** Those that are the same go on, so that a new schedule does not shift the others. */
    private void take(Assign assign) {
        Map<String, Task> wanted = new HashMap<>();
        assign.getTasksList().stream().limit(Bounds.TASKS).forEach(task -> wanted.put(task.getId(), task));
        all.values().removeIf(one -> {
            Task same = wanted.get(one.task.getId());
            boolean ends = same == null || !same.equals(one.task);
            if (ends) {
                one.end();
            }
            return ends;
        });
        wanted.forEach((id, task) -> all.computeIfAbsent(id, any -> new Repeated(task).begin()));
    }

    private final class Repeated implements Outbox {
        private final Task task;
        private final long intervalMillis;
        private @Nullable ScheduledFuture<?> next;
        private volatile boolean running;
        private long count;
        private volatile long startedMillis;

        Repeated(Task task) {
            this.task = task;
            intervalMillis = Math.max(Bounds.SHORTEST_INTERVAL.toMillis(), task.getIntervalMillis());
        }

        /** Anywhere within the interval, so that not all agents measure at once. */
        Repeated begin() {
            later(ThreadLocalRandom.current().nextLong(intervalMillis));
            return this;
        }

        private void later(long millis) {
            next = loop.schedule(this::run, millis, TimeUnit.MILLISECONDS);
        }

        private void run() {
            double jitter = Math.min(task.getJitterPercent(), PERCENT) / PERCENT;
            later((long)
                    (intervalMillis * (1 + jitter * (ThreadLocalRandom.current().nextDouble() - 0.5))));
            long now = clock.millis();
            if (running) {
                keep(now, failure("the operation before it has not ended"));
                return;
            }
            running = true;
            startedMillis = now;
            Start start = Start.newBuilder()
                    .setRun("task " + task.getId() + " " + count++)
                    .setOperation(task.getOperation())
                    .setDeadlineMillis((int) Math.min(
                            Bounds.DEADLINE.toMillis(), Math.max(SHORTEST_DEADLINE.toMillis(), intervalMillis)))
                    .build();
            runs.start(start, this);
        }

        private static Kept.Builder failure(String sentence) {
            return Kept.newBuilder()
                    .setFailure(Failure.newBuilder().setCode(Failure.Code.BUSY).setMessage(sentence));
        }

        @Override
        public Sending send(List<Piece> pieces) {
            Kept.Builder entry = Kept.newBuilder()
                    .setDocument(ByteString.copyFrom(
                            pieces.stream().map(Piece::getDocument).toList()));
            Piece last = pieces.get(pieces.size() - 1);
            if (last.hasFailure()) {
                entry.setFailure(last.getFailure());
            }
            running = false;
            keep(startedMillis, entry);
            return KEPT;
        }

        private void keep(long timeMillis, Kept.Builder entry) {
            spool.add(entry.setTimeMillis(timeMillis)
                    .setOperation(task.getOperation())
                    .addAllPeers(task.getPeersList()));
            onKept.run();
        }

        void end() {
            if (next != null) {
                next.cancel(false);
            }
        }
    }

    /** An outcome that is on the disk. */
    private static final Outbox.Sending KEPT = new Outbox.Sending() {
        @Override
        public CompletionStage<Void> done() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void cancel() {}
    };
}
