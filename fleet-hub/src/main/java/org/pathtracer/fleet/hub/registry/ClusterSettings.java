// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;
import org.pathtracer.fleet.authority.Credentials;

/**
 * How a hub takes part in the cluster.
 *
 * @param credentials of the hub
 * @param host the address that other hubs reach it at
 * @param port the port; 0 for any
 * @param seeds hosts and ports of hubs to join; empty to begin a cluster
 * @param region its data center
 */
public record ClusterSettings(Credentials credentials, String host, int port, List<String> seeds, String region) {
    private static final String SYSTEM = "fleet";
    private static final long LEAVE_SECONDS = 10;

    /** Copies the list. */
    public ClusterSettings {
        seeds = List.copyOf(seeds);
    }

    /** Without the application's own configuration of Pekko, which is for its own actors. */
    ActorSystemSetup bootstrap() {
        ClassLoader loader = ClusterSettings.class.getClassLoader();
        Config config = ConfigFactory.parseMap(overrides())
                .withFallback(ConfigFactory.parseResources(loader, "org/pathtracer/fleet/hub/cluster.conf"))
                .withFallback(ConfigFactory.defaultReference(loader))
                .resolve();
        return ActorSystemSetup.create(
                BootstrapSetup.create(config).withClassloader(loader),
                SSLEngineProviderSetup.create(system -> new HubTls(credentials)));
    }

    private Map<String, Object> overrides() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("pekko.remote.artery.canonical.hostname", host);
        values.put("pekko.remote.artery.canonical.port", port);
        values.put("pekko.cluster.multi-data-center.self-data-center", region);
        return values;
    }

    void join(ActorSystem<?> system) {
        Cluster cluster = Cluster.get(system);
        List<Address> others = new ArrayList<>();
        seeds.forEach(seed -> others.add(AddressFromURIString.parse("pekko://" + SYSTEM + "@" + seed)));
        Address own = cluster.selfMember().address();
        if (others.isEmpty() || others.equals(List.of(own))) {
            cluster.manager().tell(Join.create(own));
        } else {
            cluster.manager().tell(new JoinSeedNodes(others));
        }
    }

    static String node(ActorSystem<?> system) {
        return node(Cluster.get(system).selfMember().uniqueAddress());
    }

    static String node(UniqueAddress address) {
        return address.address() + "#" + address.longUid();
    }

    static String address(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().address().hostPort().replaceFirst("^.*@", "");
    }

    static int members(ActorSystem<?> system) {
        int[] count = new int[1];
        Cluster.get(system).state().getMembers().forEach(member -> count[0]++);
        return count[0];
    }

    static void leave(ActorSystem<?> system) {
        try {
            system.terminate();
            Adapter.toClassic(system).getWhenTerminated().toCompletableFuture().get(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(ClusterSettings.class.getName())
                    .log(System.Logger.Level.WARNING, "the cluster's node does not end", e);
        }
    }
}
