// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.TransportProvider;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.HostPort;
import org.pathtracer.fleet.protocol.Labels;

/**
 * What an agent needs to know.
 *
 * @since 0.1.0
 */
public final class AgentOptions {
    private final Credentials credentials;
    private final List<String> hubs;
    private final Map<String, String> labels;
    private final List<String> addresses;
    private final AgentPolicy policy;
    private final Optional<TransportProvider> transport;
    private final Optional<Path> spool;
    private final long spoolSize;
    private final InstantSource clock;

    private AgentOptions(Builder builder) {
        credentials = builder.credentials;
        hubs = List.copyOf(builder.hubs);
        labels = Labels.check(builder.labels);
        addresses = List.copyOf(builder.addresses);
        policy = builder.policy;
        transport = builder.transport;
        spool = builder.spool;
        spoolSize = builder.spoolSize;
        clock = builder.clock;
    }

    /**
     * Starts with the agent's certificate, which has its name too.
     *
     * @throws InvalidRequestException if it is not an agent's
     */
    public static Builder builder(Credentials credentials) {
        Identity identity = credentials.identity();
        if (identity.kind() != Identity.Kind.AGENT) {
            throw new InvalidRequestException(
                    "an agent needs a certificate of an agent, and this one is of " + identity);
        }
        return new Builder(credentials);
    }

    Credentials credentials() {
        return credentials;
    }

    String name() {
        return credentials.identity().name();
    }

    List<String> hubs() {
        return hubs;
    }

    Map<String, String> labels() {
        return labels;
    }

    /** Returns the addresses that were set. */
    List<String> addresses() {
        return addresses;
    }

    AgentPolicy policy() {
        return policy;
    }

    Optional<TransportProvider> transport() {
        return transport;
    }

    Optional<Path> spool() {
        return spool;
    }

    long spoolSize() {
        return spoolSize;
    }

    InstantSource clock() {
        return clock;
    }

    /** Collects and checks the options. */
    public static final class Builder {
        private static final long SMALLEST_SPOOL = 1 << 20;

        private final Credentials credentials;
        private final List<String> hubs = new ArrayList<>();
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final List<String> addresses = new ArrayList<>();
        private AgentPolicy policy = AgentPolicy.builder().build();
        private Optional<TransportProvider> transport = Optional.empty();
        private Optional<Path> spool = Optional.empty();
        private long spoolSize;
        private InstantSource clock = InstantSource.system();

        private Builder(Credentials credentials) {
            this.credentials = credentials;
        }

        /**
         * Adds a hub, {@code HOST:PORT}. The agent attaches to one of them, and to the next one when that ends.
         *
         * @throws InvalidRequestException if the text is something else
         */
        public Builder hub(String address) {
            hubs.add(HostPort.parse(address).toString());
            return this;
        }

        /** Adds a label, by which the agent can be selected. */
        public Builder label(String key, String value) {
            labels.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Adds an address at which other vantage points reach this one, when a mesh is measured. Default: the public
         * addresses of this host's interfaces.
         *
         * @throws InvalidRequestException if the text is no address, or there are more than 8
         */
        public Builder address(String literal) {
            InetAddress address = CanonicalAddress.read(literal)
                    .orElseThrow(() -> new InvalidRequestException(literal + " is no address"));
            if (addresses.size() == Bounds.ADDRESSES) {
                throw new InvalidRequestException("an agent has at most %d addresses".formatted(Bounds.ADDRESSES));
            }
            addresses.add(CanonicalAddress.of(address));
            return this;
        }

        /** Sets what the agent does. Default: see {@link AgentPolicy}. */
        public Builder policy(AgentPolicy value) {
            policy = Objects.requireNonNull(value, "policy");
            return this;
        }

        /** Sets a transport, such as a simulated network. Default: those of the system. */
        public Builder transport(TransportProvider provider) {
            transport = Optional.of(provider);
            return this;
        }

        /**
         * Sets a folder for outcomes of schedules until a hub has them. Where they don't fit, the oldest are dropped.
         * Default: none, and no schedules.
         *
         * @param bytes how much it may have, 1 MiB or more
         */
        public Builder spool(Path folder, long bytes) {
            if (bytes < SMALLEST_SPOOL) {
                throw new InvalidRequestException("a spool needs at least 1 MiB, not %d bytes".formatted(bytes));
            }
            spool = Optional.of(folder);
            spoolSize = bytes;
            return this;
        }

        /**
         * Sets the clock by which outcomes of schedules get their times. Hubs correct them by what is between this
         * clock and theirs. Default: the system's.
         */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws InvalidRequestException if there is no hub, or a label is too long or has a wrong character
         */
        public AgentOptions build() {
            if (hubs.isEmpty()) {
                throw new InvalidRequestException("an agent needs the address of a hub, HOST:PORT");
            }
            return new AgentOptions(this);
        }
    }
}
