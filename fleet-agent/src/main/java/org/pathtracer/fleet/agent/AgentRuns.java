// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.pathtracer.PathTracer;
import org.pathtracer.fleet.protocol.Failures;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Start;

/** The operations of an agent that run, each by its run's name. */
final class AgentRuns implements AutoCloseable {
    /** Refusals have their time too, but no hub gets more than so many. */
    private static final int MOST_REFUSALS = 64;

    private final AgentOptions options;
    private final PathTracer tracer;
    private final TargetCheck check;
    private final Map<String, AgentRun> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor deadlines;

    AgentRuns(AgentOptions options, PathTracer tracer, TargetCheck check) {
        this.options = options;
        this.tracer = tracer;
        this.check = check;
        AtomicInteger count = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "pathtracer-agent-run-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        workers = new ThreadPoolExecutor(
                0,
                2 * (options.policy().maxConcurrent() + MOST_REFUSALS),
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
        deadlines = new ScheduledThreadPoolExecutor(1, threads);
        deadlines.setRemoveOnCancelPolicy(true);
    }

    int size() {
        return running.size();
    }

    void start(Start start, Outbox outbox) {
        if (running.containsKey(start.getRun())) {
            return; // asked twice
        }
        AgentRun run = new AgentRun(start, options, tracer, check, outbox, workers, deadlines);
        if (running.size() >= options.policy().maxConcurrent()) {
            outbox.send(List.of(Failures.piece(
                    start.getRun(),
                    options.name(),
                    Failure.Code.BUSY,
                    "the vantage point runs %d operations already, which is its limit"
                            .formatted(options.policy().maxConcurrent()))));
            return;
        }
        running.put(start.getRun(), run);
        run.finished().whenComplete((done, failure) -> running.remove(start.getRun(), run));
        run.begin();
    }

    void cancel(String run) {
        AgentRun found = running.get(run);
        if (found != null) {
            found.cancel();
        }
    }

    /** Ends those that a link has brought, since their outcomes have no way home. */
    void cancelAll(Outbox outbox) {
        running.values().stream().filter(run -> run.isOf(outbox)).forEach(AgentRun::cancel);
    }

    @Override
    public void close() {
        running.values().forEach(AgentRun::cancel);
        workers.shutdown();
        deadlines.shutdownNow();
    }
}
