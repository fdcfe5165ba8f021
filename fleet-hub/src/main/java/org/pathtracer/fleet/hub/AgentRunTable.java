// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Failures;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.HubDown;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Start;

/** The operations of all agents that are attached here, by the names of their runs. Thread-safe. */
final class AgentRunTable {
    private static final int MOST = 10_000;
    private final Map<String, AgentCall> calls = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timers;

    AgentRunTable(ScheduledExecutorService timers) {
        this.timers = timers;
    }

    int size() {
        return calls.size();
    }

    Optional<AgentCall> find(String run) {
        return Optional.ofNullable(calls.get(run));
    }

    /** Asks an agent. Whatever happens, the sink gets one last piece. */
    void start(String run, Attachment attachment, Operation operation, long deadlineMillis, PieceSink sink) {
        if (calls.size() >= MOST) {
            sink.accept(
                    Failures.piece(
                            run,
                            attachment.name(),
                            Failure.Code.BUSY,
                            "the hub has %d operations under way, which is its limit".formatted(MOST)),
                    PieceSink.NOTHING);
            return;
        }
        AgentCall call = new AgentCall(run, attachment, new Forgetful(run, sink));
        calls.put(run, call);
        call.deadline(timers.schedule(
                () -> call.fail(Failure.Code.TIMED_OUT, "the vantage point did not answer in time"),
                deadlineMillis + Bounds.GRACE.toMillis(),
                TimeUnit.MILLISECONDS));
        attachment.send(HubDown.newBuilder()
                .setStart(
                        Start.newBuilder().setRun(run).setOperation(operation).setDeadlineMillis((int) deadlineMillis))
                .build());
    }

    void cancel(String run) {
        AgentCall call = calls.remove(run);
        if (call != null) {
            call.cancel();
        }
    }

    /** The agent is gone, and what it was asked for with it. */
    void lost(Attachment attachment) {
        calls.values().stream()
                .filter(call -> call.attachment() == attachment)
                .forEach(call ->
                        call.fail(Failure.Code.AGENT_LOST, "the link to the vantage point broke while it measured"));
    }

    /** Takes a run out of the table with its last piece. */
    private final class Forgetful implements PieceSink {
        private final String run;
        private final PieceSink next;

        Forgetful(String run, PieceSink next) {
            this.run = run;
            this.next = next;
        }

        @Override
        public void accept(Piece piece, Runnable taken) {
            if (piece.getLast()) {
                calls.remove(run);
            }
            next.accept(piece, taken);
        }
    }
}
