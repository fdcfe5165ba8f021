// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.protocol.HostPort;

/**
 * How to reach a fleet.
 *
 * @since 0.1.0
 */
public final class FleetOptions {
    private final Credentials credentials;
    private final List<String> hubs;

    private FleetOptions(Builder builder) {
        credentials = builder.credentials;
        hubs = List.copyOf(builder.hubs);
    }

    /**
     * Starts with the certificate of a client, or of a hub, which asks itself.
     *
     * @throws InvalidRequestException if it is an agent's
     */
    public static Builder builder(Credentials credentials) {
        Identity identity = credentials.identity();
        if (identity.kind() == Identity.Kind.AGENT) {
            throw new InvalidRequestException(
                    "to ask a fleet takes a certificate of a client, and this one is of " + identity);
        }
        return new Builder(credentials);
    }

    Credentials credentials() {
        return credentials;
    }

    List<String> hubs() {
        return hubs;
    }

    /** Collects and checks the options. */
    public static final class Builder {
        private final Credentials credentials;
        private final List<String> hubs = new ArrayList<>();

        private Builder(Credentials credentials) {
            this.credentials = credentials;
        }

        /**
         * Adds a hub, {@code HOST:PORT}. The first one that answers is asked, and the next one when it ends.
         *
         * @throws InvalidRequestException if the text is something else
         */
        public Builder hub(String address) {
            hubs.add(HostPort.parse(address).toString());
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws InvalidRequestException if there is no hub
         */
        public FleetOptions build() {
            if (hubs.isEmpty()) {
                throw new InvalidRequestException("a fleet is asked at a hub: give the address of one, HOST:PORT");
            }
            return new FleetOptions(this);
        }
    }
}
