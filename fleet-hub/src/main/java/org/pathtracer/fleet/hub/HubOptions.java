// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.protocol.HostPort;
import org.pathtracer.fleet.store.FleetStore;

/**
 * What a hub needs to know.
 *
 * @since 0.1.0
 */
public final class HubOptions {
    private final Credentials credentials;
    private final HostPort listen;
    private final HostPort cluster;
    private final Optional<HostPort> advertised;
    private final List<String> seeds;
    private final String region;
    private final Duration heartbeat;
    private final Optional<FleetStore> store;

    private HubOptions(Builder builder) {
        credentials = builder.credentials;
        listen = builder.listen;
        cluster = builder.cluster;
        advertised = builder.advertised;
        seeds = List.copyOf(builder.seeds);
        region = builder.region;
        heartbeat = builder.heartbeat;
        store = builder.store;
    }

    /**
     * Starts with the hub's certificate.
     *
     * @throws InvalidRequestException if it is not a hub's
     */
    public static Builder builder(Credentials credentials) {
        Identity identity = credentials.identity();
        if (identity.kind() != Identity.Kind.HUB) {
            throw new InvalidRequestException("a hub needs a certificate of a hub, and this one is of " + identity);
        }
        return new Builder(credentials);
    }

    Credentials credentials() {
        return credentials;
    }

    InetSocketAddress listen() {
        return new InetSocketAddress(listen.host(), listen.port());
    }

    /** Where others reach it, if it listens at a port. */
    HostPort advertised(int port) {
        HostPort own = advertised.orElse(listen);
        return own.port() == 0 ? new HostPort(own.host(), port) : own;
    }

    HostPort cluster() {
        return cluster;
    }

    List<String> seeds() {
        return seeds;
    }

    String region() {
        return region;
    }

    Duration heartbeat() {
        return heartbeat;
    }

    Optional<FleetStore> store() {
        return store;
    }

    /** Collects and checks the options. */
    public static final class Builder {
        private static final Duration SHORTEST = Duration.ofMillis(100);
        private static final Duration LONGEST = Duration.ofMinutes(1);

        private final Credentials credentials;
        private HostPort listen = new HostPort("127.0.0.1", 0);
        private HostPort cluster = new HostPort("127.0.0.1", 0);
        private Optional<HostPort> advertised = Optional.empty();
        private final List<String> seeds = new ArrayList<>();
        private String region = "default";
        private Duration heartbeat = Duration.ofSeconds(2);
        private Optional<FleetStore> store = Optional.empty();

        private Builder(Credentials credentials) {
            this.credentials = credentials;
        }

        /**
         * Sets where it listens for agents, clients and other hubs, {@code HOST:PORT}; port 0 for any. Default:
         * {@code 127.0.0.1:0}.
         */
        public Builder listen(String address) {
            listen = HostPort.parse(address);
            return this;
        }

        /** Sets where other hubs call it, {@code HOST:PORT}. Default: where it listens. */
        public Builder advertise(String address) {
            advertised = Optional.of(HostPort.parse(address));
            return this;
        }

        /**
         * Sets where it listens for the gossip of other hubs, {@code HOST:PORT}, an address that they reach it at.
         * Default: {@code 127.0.0.1:0}, at which only hubs of the same host do.
         */
        public Builder cluster(String address) {
            cluster = HostPort.parse(address);
            return this;
        }

        /** Adds a hub to join, by its address for gossip, {@code HOST:PORT}. Without one, it begins a fleet. */
        public Builder seed(String address) {
            seeds.add(HostPort.parse(address).toString());
            return this;
        }

        /** Sets the region. A region that is cut off from others goes on by itself. Default: {@code default}. */
        public Builder region(String name) {
            if (name.isBlank()) {
                throw new InvalidRequestException("a region has a name");
            }
            region = name;
            return this;
        }

        /**
         * Sets how often agents give a sign of life, 100 ms to 1 min; three missing ones end an attachment. Default: 2
         * s.
         */
        public Builder heartbeat(Duration period) {
            Objects.requireNonNull(period, "period");
            if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
                throw new InvalidRequestException(
                        "a heartbeat of %s is not between 100 ms and 1 min".formatted(period));
            }
            heartbeat = period;
            return this;
        }

        /** Sets where outcomes of what this hub measures are kept. The hub does not close it. Default: nowhere. */
        public Builder store(FleetStore keeper) {
            store = Optional.of(keeper);
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws InvalidRequestException if it listens at all addresses and does not say at which others call it
         */
        public HubOptions build() {
            boolean everywhere =
                    listen.host().equals("0.0.0.0") || listen.host().equals("::");
            if (everywhere && advertised.isEmpty()) {
                throw new InvalidRequestException(
                        "a hub that listens at all addresses must say at which one the others call it");
            }
            return new HubOptions(this);
        }
    }
}
