// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What a request is for: a host by its name, a host by its address, or a block of addresses, which stands for each host
 * in it. Immutable. Made from text once, so that text that is not a target is refused before anything else happens:
 *
 * <pre>{@code
 * Target.of("example.com")      // a Target.Name, which is looked up when an operation starts
 * Target.of("2001:db8::7")      // a Target.Address
 * Target.of("192.0.2.0/24")     // a Target.Block
 * }</pre>
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface Target {
    /**
     * Returns the target that a text stands for. Nothing is looked up.
     *
     * @param text host name; IPv4 or IPv6 address, with a zone if need be ({@code fe80::1%eth0}); or block of addresses
     *     ({@code 192.0.2.0/24})
     * @throws InvalidRequestException if it is something else, or not the address of a host; or if the block has more
     *     than 2<sup>20</sup> addresses
     */
    static Target of(String text) {
        return TargetText.target(text);
    }

    /**
     * Returns the target with an address. A scope becomes the {@linkplain Address#zone zone}.
     *
     * @throws InvalidRequestException if it can't be the address of a host: multicast, unspecified or broadcast
     */
    static Target of(InetAddress address) {
        return TargetText.target(address);
    }

    /** Returns the number of hosts that it stands for: 1, except for a block. */
    int hostCount();

    /** Returns the text that it was made from; without one, that of the address in its canonical form. */
    @Override
    String toString();

    /**
     * A host by its name. Two are equal if their names are, letter by letter.
     *
     * @since 0.1.0
     */
    final class Name implements Target {
        private final String name;

        /** With a name that was checked. */
        Name(String name) {
            this.name = name;
        }

        /** Returns the name as given, which may have letters of any script. */
        public String name() {
            return name;
        }

        @Override
        public int hostCount() {
            return 1;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Name same && name.equals(same.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A host by its address. Two are equal if address and zone are, however they were written.
     *
     * @since 0.1.0
     */
    final class Address implements Target {
        private final InetAddress address;
        private final @Nullable String zone;
        /** As given; absent if that is the canonical text, since many such texts are much memory. */
        private final @Nullable String text;

        /** With an address of a host, without a scope. */
        Address(InetAddress address, @Nullable String zone, @Nullable String text) {
            this.address = address;
            this.zone = zone;
            this.text = text;
        }

        /** Returns the address, without its zone. */
        public InetAddress address() {
            return address;
        }

        /**
         * Returns the link on which a link-local address is meant (RFC 4007): the name or number of a network
         * interface. An operation looks it up when it starts. Empty if none was given.
         */
        public Optional<String> zone() {
            return Optional.ofNullable(zone);
        }

        /** Whether the address is all there is of it. */
        boolean isPlain() {
            return zone == null && text == null;
        }

        @Override
        public int hostCount() {
            return 1;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Address same && address.equals(same.address) && Objects.equals(zone, same.zone);
        }

        @Override
        public int hashCode() {
            return Objects.hash(address, zone);
        }

        @Override
        public String toString() {
            return text != null ? text : CanonicalAddress.of(address);
        }
    }

    /**
     * The hosts of a block of addresses in CIDR notation (RFC 4632 section 3.1). Two are equal if their addresses are.
     *
     * @since 0.1.0
     */
    final class Block implements Target {
        private final String text;
        private final AddressBlock addresses;

        Block(String text, AddressBlock addresses) {
            this.text = text;
            this.addresses = addresses;
        }

        /**
         * Returns the addresses of its hosts in their order, each computed when it is asked for. Without an IPv4
         * block's own address and its broadcast address (except for /31, RFC 3021), and without an IPv6 block's own
         * address, which is any of its routers (RFC 4291 section 2.6.1).
         */
        public List<InetAddress> addresses() {
            return addresses;
        }

        @Override
        public int hostCount() {
            return addresses.size();
        }

        /** The first address and the number of addresses tell a block from all others. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Block same
                    && hostCount() == same.hostCount()
                    && addresses.get(0).equals(same.addresses.get(0));
        }

        @Override
        public int hashCode() {
            return Objects.hash(addresses.get(0), hostCount());
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
