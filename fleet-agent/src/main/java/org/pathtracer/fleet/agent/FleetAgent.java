// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracer;
import org.pathtracer.fleet.wire.Assign;
import org.pathtracer.fleet.wire.KeptBatch;
import org.pathtracer.fleet.wire.KeptReceipt;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.ProbeTransportProvider;

/**
 * A vantage point: dials a hub, measures for it within its {@link AgentPolicy}, and dials the next hub when the link
 * ends, for ever. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FleetAgent implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FleetAgent.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 8000;

    private final AgentOptions options;
    private final PathTracer tracer;
    private final AgentRuns runs;
    private final HubAddresses hubAddresses;
    private final Epochs epochs = new Epochs();
    private final Optional<Spool> spool;
    private final Optional<SpoolSender> sender;
    private final Optional<Tasks> tasks;
    /** Runs the links, one step after the other. */
    private final ScheduledThreadPoolExecutor loop;

    private final Set<HubConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable HubConnection current;
    private volatile boolean closed;
    private int nextHub;
    private int failures;

    private FleetAgent(AgentOptions options) {
        this.options = options;
        spool = options.spool().map(folder -> Spool.open(folder, options.spoolSize()));
        hubAddresses = new HubAddresses(options.hubs());
        PathTracer.Builder builder =
                PathTracer.builder().rateLimit(options.policy().packetsPerSecond());
        options.transport().ifPresent(builder::transport);
        tracer = builder.build();
        TargetCheck check = new TargetCheck(options.policy(), names(options), this::hubAddresses);
        runs = new AgentRuns(options, tracer, check);
        loop = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "pathtracer-agent-" + options.name());
            thread.setDaemon(true);
            return thread;
        });
        loop.setRemoveOnCancelPolicy(true);
        AgentClock clock = new AgentClock(options.clock());
        sender = spool.map(kept -> new SpoolSender(kept, clock, loop, this::keep));
        tasks = spool.map(kept -> new Tasks(runs, kept, clock, loop, this::onKept));
        // So that not all agents dial the same hub.
        nextHub = ThreadLocalRandom.current().nextInt(options.hubs().size());
    }

    /** Starts an agent, which goes on until it is closed. */
    public static FleetAgent start(AgentOptions options) {
        FleetAgent agent = new FleetAgent(options);
        agent.tasks.ifPresent(tasks -> agent.loop.execute(tasks::resume));
        agent.loop.execute(agent::dial);
        return agent;
    }

    private static HostNames names(AgentOptions options) {
        return options.transport()
                .filter(ProbeTransportProvider.class::isInstance)
                .map(provider -> ((ProbeTransportProvider) provider).hostNames())
                .orElse(HostNames.NONE);
    }

    private Set<InetAddress> hubAddresses() {
        return hubAddresses.all();
    }

    /** Returns the name. */
    public String name() {
        return options.name();
    }

    /** Returns the address of the hub that the agent is attached to; empty while it dials. */
    public Optional<String> hub() {
        HubConnection connection = current;
        return connection != null && connection.attached() ? Optional.of(connection.hub()) : Optional.empty();
    }

    /** Returns the number of operations that run. */
    public int running() {
        return runs.size();
    }

    /** Returns the number of outcomes of schedules that no hub has. */
    public long kept() {
        return spool.map(Spool::waiting).orElse(0L);
    }

    /** Returns the number of outcomes of schedules that did not fit into the spool, or that the disk refused. */
    public long dropped() {
        return spool.map(Spool::dropped).orElse(0L);
    }

    private void onKept() {
        sender.ifPresent(SpoolSender::kick);
    }

    private boolean keep(KeptBatch batch, StreamObserver<KeptReceipt> receipt) {
        HubConnection connection = current;
        if (connection == null || !connection.attached()) {
            return false;
        }
        connection.keep(batch, receipt);
        return true;
    }

    private void dial() {
        if (closed) {
            return;
        }
        String hub = options.hubs().get(nextHub++ % options.hubs().size());
        HubConnection connection = new HubConnection(options, hub, epochs, runs, loop, new Events());
        connections.add(connection);
        current = connection;
        connection.open();
    }

    /** Half to one and a half times the pause, so that agents of a hub that died don't come back together. */
    private void dialLater() {
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(10, failures++));
        if (!closed) {
            loop.schedule(
                    this::dial, pause / 2 + ThreadLocalRandom.current().nextLong(pause + 1), TimeUnit.MILLISECONDS);
        }
    }

    private final class Events implements HubConnection.Listener {
        @Override
        public void attached(HubConnection connection, Set<String> hubs) {
            failures = 0;
            hubAddresses.learn(hubs);
            onKept();
            LOG.log(System.Logger.Level.INFO, "{0} is attached to {1}", options.name(), connection.hub());
        }

        /** The old link stays until its hub ends it, since its runs go on. */
        @Override
        public void draining(HubConnection connection) {
            if (connection == current) {
                loop.execute(FleetAgent.this::dial);
            }
        }

        @Override
        public void assigned(Assign assign) {
            tasks.ifPresent(all -> all.assign(assign));
        }

        @Override
        public void ended(HubConnection connection, String reason) {
            connections.remove(connection);
            runs.cancelAll(connection);
            if (!closed) {
                LOG.log(System.Logger.Level.INFO, "{0} lost {1}: {2}", options.name(), connection.hub(), reason);
                if (connection == current) {
                    dialLater();
                }
            }
        }
    }

    /** Ends all operations and the link. */
    @Override
    public void close() {
        closed = true;
        loop.shutdownNow();
        connections.forEach(HubConnection::close);
        runs.close();
        tracer.close();
        spool.ifPresent(Spool::close);
    }
}
