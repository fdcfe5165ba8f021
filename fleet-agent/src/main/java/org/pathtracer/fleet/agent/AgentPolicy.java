// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.CanonicalAddress;

/**
 * What an agent does for a fleet, whatever a hub asks for. By default it runs all operations, four at once, sends at
 * most 100 packets a second, and probes public addresses only.
 *
 * @since 0.1.0
 */
public final class AgentPolicy {
    /** What an agent can be asked for. */
    public enum Operation {
        /** Traces. */
        TRACE,
        /** Pings. */
        PING,
        /** Finds the path MTU. */
        MTU,
        /** Discovers all paths. */
        MULTIPATH,
        /** Diagnoses. */
        DIAGNOSE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Set<Operation> operations;
    private final int packetsPerSecond;
    private final int maxConcurrent;
    private final List<Prefix> allowed;
    private final List<Prefix> denied;
    private final List<NamePattern> allowedNames;
    private final List<NamePattern> deniedNames;

    private AgentPolicy(Builder builder) {
        operations = EnumSet.copyOf(builder.operations);
        packetsPerSecond = builder.packetsPerSecond;
        maxConcurrent = builder.maxConcurrent;
        allowed = builder.allowed.isEmpty()
                ? List.of(Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0"))
                : List.copyOf(builder.allowed);
        denied = List.copyOf(builder.denied);
        allowedNames = List.copyOf(builder.allowedNames);
        deniedNames = List.copyOf(builder.deniedNames);
    }

    /** Starts a policy with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the largest number of packets a second, of all operations together. */
    public int packetsPerSecond() {
        return packetsPerSecond;
    }

    /** Returns the largest number of operations at once. */
    public int maxConcurrent() {
        return maxConcurrent;
    }

    /** Returns the operations that it runs. */
    public Set<Operation> operations() {
        return EnumSet.copyOf(operations);
    }

    /** Says why an operation is refused; empty if it is not. */
    Optional<String> refusal(String operation) {
        return operations.stream().anyMatch(one -> one.text().equals(operation))
                ? Optional.empty()
                : Optional.of("this vantage point runs %s only, and no %s"
                        .formatted(
                                operations.stream().map(Operation::text).collect(Collectors.joining(", ")), operation));
    }

    /** Says why a target's name is refused; empty if it is not. */
    Optional<String> nameRefusal(String name) {
        if (deniedNames.stream().anyMatch(pattern -> pattern.matches(name))) {
            return Optional.of("the name %s is denied by this vantage point".formatted(name));
        }
        return allowedNames.isEmpty() || allowedNames.stream().anyMatch(pattern -> pattern.matches(name))
                ? Optional.empty()
                : Optional.of("the name %s is not among those that this vantage point allows".formatted(name));
    }

    /** Says why an address is refused; empty if it is not. */
    Optional<String> refusal(InetAddress address) {
        Optional<InetAddress> inner = SpecialAddresses.embedded(address);
        if (denied.stream()
                .anyMatch(prefix -> prefix.contains(address)
                        || inner.filter(prefix::contains).isPresent())) {
            return Optional.of(CanonicalAddress.of(address) + " is denied by this vantage point");
        }
        List<Prefix> covering =
                allowed.stream().filter(prefix -> prefix.contains(address)).toList();
        if (covering.isEmpty()) {
            return Optional.of(
                    CanonicalAddress.of(address) + " is not among the addresses that this vantage point allows");
        }
        // To allow everything is not to allow what is behind the firewall.
        return covering.stream().anyMatch(prefix -> prefix.length() > 0)
                ? Optional.empty()
                : SpecialAddresses.what(address)
                        .map(what -> "%s is %s, which this vantage point probes only if a prefix allows it"
                                .formatted(CanonicalAddress.of(address), what));
    }

    /** Collects and checks the limits. */
    public static final class Builder {
        private static final int HIGHEST_RATE = 1_000_000;
        private static final int MOST_CONCURRENT = 256;

        private Set<Operation> operations = EnumSet.allOf(Operation.class);
        private int packetsPerSecond = 100;
        private int maxConcurrent = 4;
        private final List<Prefix> allowed = new ArrayList<>();
        private final List<Prefix> denied = new ArrayList<>();
        private final List<NamePattern> allowedNames = new ArrayList<>();
        private final List<NamePattern> deniedNames = new ArrayList<>();

        private Builder() {}

        /** Sets the operations that it runs. Default: all. */
        public Builder operations(Set<Operation> values) {
            require(!values.isEmpty(), "an agent without an operation is of no use: name one");
            operations = EnumSet.copyOf(values);
            return this;
        }

        /** Sets the largest number of packets a second, of all operations together: 1 to 1,000,000. Default: 100. */
        public Builder packetsPerSecond(int packets) {
            require(
                    packets >= 1 && packets <= HIGHEST_RATE,
                    "%d packets a second are not between 1 and %d".formatted(packets, HIGHEST_RATE));
            packetsPerSecond = packets;
            return this;
        }

        /** Sets the largest number of operations at once: 1 to 256. Default: 4. */
        public Builder maxConcurrent(int count) {
            require(
                    count >= 1 && count <= MOST_CONCURRENT,
                    "%d operations at once are not between 1 and %d".formatted(count, MOST_CONCURRENT));
            maxConcurrent = count;
            return this;
        }

        /**
         * Allows the addresses of a prefix. The first one replaces the default, {@code 0.0.0.0/0} and {@code ::/0},
         * which allow public addresses. Private addresses, those of this host and others that are not of the public
         * internet need a longer prefix.
         *
         * @throws InvalidRequestException if it is neither a prefix nor an address
         */
        public Builder allow(String prefix) {
            allowed.add(Prefix.parse(prefix));
            return this;
        }

        /**
         * Denies the addresses of a prefix, also those that are allowed.
         *
         * @throws InvalidRequestException if it is neither a prefix nor an address
         */
        public Builder deny(String prefix) {
            denied.add(Prefix.parse(prefix));
            return this;
        }

        /**
         * Allows targets that are named so, {@code shop.example} or {@code *.example}, and then no other names.
         *
         * @throws InvalidRequestException if it is no name
         */
        public Builder allowName(String name) {
            allowedNames.add(NamePattern.parse(name));
            return this;
        }

        /**
         * Denies targets that are named so, {@code shop.example} or {@code *.example}, also those that are allowed.
         *
         * @throws InvalidRequestException if it is no name
         */
        public Builder denyName(String name) {
            deniedNames.add(NamePattern.parse(name));
            return this;
        }

        /** Returns the policy. */
        public AgentPolicy build() {
            return new AgentPolicy(this);
        }

        private static void require(boolean holds, String sentence) {
            if (!holds) {
                throw new InvalidRequestException(sentence);
            }
        }
    }

    @Override
    public String toString() {
        return "AgentPolicy[%s, %d packets/s, %d at once, allow %s, deny %s]"
                .formatted(Objects.toString(operations), packetsPerSecond, maxConcurrent, allowed, denied);
    }
}
