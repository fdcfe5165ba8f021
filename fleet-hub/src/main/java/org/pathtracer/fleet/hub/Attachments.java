// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.hub.registry.Registry;
import org.pathtracer.fleet.wire.Drain;
import org.pathtracer.fleet.wire.HubDown;

/** The agents that are attached to this hub. Thread-safe. */
final class Attachments {
    /** Between two sweeps. */
    static final Duration SWEEP = Duration.ofMillis(500);
    /** Heartbeats that may fail to come. */
    private static final int MISSED = 3;

    private static final System.Logger LOG = System.getLogger(Attachments.class.getName());

    private final Map<String, Attachment> all = new ConcurrentHashMap<>();
    private final Registry registry;
    private final AgentRunTable runs;
    private final Credentials credentials;
    private final Duration heartbeat;

    Attachments(Registry registry, AgentRunTable runs, Credentials credentials, Duration heartbeat) {
        this.registry = registry;
        this.runs = runs;
        this.credentials = credentials;
        this.heartbeat = heartbeat;
    }

    /** Adds one, which takes the place of another of the same name. */
    void add(Attachment attachment) {
        Attachment before = all.put(attachment.name(), attachment);
        if (before != null) {
            LOG.log(System.Logger.Level.INFO, "{0} attached once more", attachment.name());
            before.end(Status.ABORTED.withDescription("the agent attached once more"));
            runs.lost(before);
        }
    }

    Optional<Attachment> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    Collection<Attachment> all() {
        return all.values();
    }

    /** Ends one: its operations get lost, and the registry forgets it. */
    void lose(Attachment attachment, Status why) {
        if (all.remove(attachment.name(), attachment)) {
            LOG.log(System.Logger.Level.INFO, "{0} is lost: {1}", attachment.name(), why.getDescription());
            registry.detach(attachment.name(), attachment.epoch());
        }
        attachment.end(why);
        runs.lost(attachment);
    }

    /** Ends those that are silent, and those whose certificates have been revoked. */
    void sweep() {
        // An agent that gave a sign since the last look has one look.
        long longest = Math.max(1, heartbeat.multipliedBy(MISSED).dividedBy(SWEEP));
        all.values().forEach(attachment -> {
            if (attachment.look() > longest) {
                lose(attachment, Status.DEADLINE_EXCEEDED.withDescription("the agent is silent"));
            } else if (credentials.isRevoked(attachment.certificate())) {
                lose(attachment, Status.UNAUTHENTICATED.withDescription("the certificate was revoked"));
            }
        });
    }

    /** Tells all to attach elsewhere. */
    void drain() {
        HubDown drain =
                HubDown.newBuilder().setDrain(Drain.getDefaultInstance()).build();
        all.values().forEach(attachment -> attachment.send(drain));
    }
}
