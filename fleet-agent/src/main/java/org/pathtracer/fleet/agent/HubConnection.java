// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Connections;
import org.pathtracer.fleet.wire.AgentLinkGrpc;
import org.pathtracer.fleet.wire.AgentUp;
import org.pathtracer.fleet.wire.Assign;
import org.pathtracer.fleet.wire.Heartbeat;
import org.pathtracer.fleet.wire.Hello;
import org.pathtracer.fleet.wire.HubDown;
import org.pathtracer.fleet.wire.KeptBatch;
import org.pathtracer.fleet.wire.KeptReceipt;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Welcome;

/** One link to a hub, from the dialling to its end. All but the calls of gRPC's threads run on the agent's loop. */
final class HubConnection implements Outbox {
    private static final long WELCOME_SECONDS = 10;
    private static final long KEEP_SECONDS = 60;
    private static final int SHORTEST_HEARTBEAT_MILLIS = 100;
    private static final int LONGEST_HEARTBEAT_MILLIS = 60_000;
    /** Heartbeats that may go unanswered. */
    private static final int MISSED = 3;

    private final AgentOptions options;
    private final String hub;
    private final Epochs epochs;
    private final AgentRuns runs;
    private final ScheduledExecutorService loop;
    private final Listener listener;
    private final ManagedChannel channel;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean attached;
    private volatile boolean draining;
    private @Nullable StreamObserver<AgentUp> up;
    private @Nullable ScheduledFuture<?> timer;
    private int unanswered;

    HubConnection(
            AgentOptions options,
            String hub,
            Epochs epochs,
            AgentRuns runs,
            ScheduledExecutorService loop,
            Listener listener) {
        this.options = options;
        this.hub = hub;
        this.epochs = epochs;
        this.runs = runs;
        this.loop = loop;
        this.listener = listener;
        channel = Connections.channel(hub, options.credentials());
    }

    void open() {
        StreamObserver<AgentUp> observer = AgentLinkGrpc.newStub(channel).attach(new Down());
        up = observer;
        observer.onNext(AgentUp.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersion(Bounds.VERSION)
                        .setName(options.name())
                        .putAllLabels(options.labels())
                        .addAllCapabilities(Capabilities.of(options))
                        .setSoftware("pathtracer")
                        .addAllAddresses(OwnAddresses.of(options))
                        .setEpoch(epochs.next()))
                .build());
        timer = loop.schedule(() -> end("it did not answer"), WELCOME_SECONDS, TimeUnit.SECONDS);
    }

    String hub() {
        return hub;
    }

    boolean attached() {
        return attached && !draining && !ended.get();
    }

    @Override
    public Sending send(List<Piece> pieces) {
        Delivery delivery = new Delivery(pieces);
        AgentLinkGrpc.newStub(channel).deliver(delivery);
        return delivery;
    }

    /** Brings outcomes of tasks. */
    void keep(KeptBatch batch, StreamObserver<KeptReceipt> receipt) {
        AgentLinkGrpc.newStub(channel)
                .withDeadlineAfter(KEEP_SECONDS, TimeUnit.SECONDS)
                .keep(batch, receipt);
    }

    private void onMessage(HubDown message) {
        if (ended.get()) {
            return;
        }
        switch (message.getMessageCase()) {
            case WELCOME -> welcome(message.getWelcome());
            case REFUSED -> end("it refused: " + message.getRefused().getReason());
            case START -> runs.start(message.getStart(), this);
            case CANCEL -> runs.cancel(message.getCancel().getRun());
            case ALIVE -> unanswered = 0;
            case ASSIGN -> listener.assigned(message.getAssign());
            case DRAIN -> {
                draining = true;
                listener.draining(this);
            }
            case MESSAGE_NOT_SET -> {} // a newer hub's
        }
    }

    private void welcome(Welcome welcome) {
        attached = true;
        cancelTimer();
        int period =
                Math.max(SHORTEST_HEARTBEAT_MILLIS, Math.min(LONGEST_HEARTBEAT_MILLIS, welcome.getHeartbeatMillis()));
        timer = loop.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
        listener.attached(this, Set.copyOf(welcome.getHubAddressesList()));
    }

    private void beat() {
        if (unanswered++ >= MISSED) {
            end("it is silent");
        } else if (up != null && !ended.get()) {
            up.onNext(AgentUp.newBuilder()
                    .setHeartbeat(Heartbeat.newBuilder().setRunning(runs.size()).setLoad(load()))
                    .build());
        }
    }

    /** Processes that wait for each processor: figures of a starved agent are its own delay. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                / Runtime.getRuntime().availableProcessors();
    }

    private void end(String reason) {
        if (ended.compareAndSet(false, true)) {
            cancelTimer();
            channel.shutdownNow();
            listener.ended(this, reason);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    void close() {
        if (ended.compareAndSet(false, true)) {
            cancelTimer();
        }
        Connections.close(channel);
    }

    private final class Down implements StreamObserver<HubDown> {
        @Override
        public void onNext(HubDown message) {
            step(() -> onMessage(message));
        }

        @Override
        public void onError(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            String detail = status.getDescription();
            step(() -> end(detail == null ? status.getCode().toString() : detail));
        }

        @Override
        public void onCompleted() {
            step(() -> end("it ended the link"));
        }

        private void step(Runnable step) {
            try {
                loop.execute(step);
            } catch (RejectedExecutionException e) {
                channel.shutdownNow(); // the agent was closed
            }
        }
    }

    /** What happens to a link. Called on the agent's loop. */
    interface Listener {
        void attached(HubConnection connection, Set<String> hubs);

        void draining(HubConnection connection);

        void assigned(Assign assign);

        void ended(HubConnection connection, String reason);
    }
}
