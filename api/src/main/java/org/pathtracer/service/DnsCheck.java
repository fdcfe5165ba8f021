// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;
import org.pathtracer.dns.RecordType;

/**
 * A check whether a name server answers a question. Every answer counts, also that a name does not exist.
 *
 * @since 0.1.0
 */
public final class DnsCheck implements ServiceCheck<DnsCheckResult> {
    private static final int PORT = 53;

    private final ServiceTarget target;
    private final RecordType type;
    private final String name;

    private DnsCheck(Builder builder) {
        target = builder.target;
        type = builder.type;
        name = builder.name;
    }

    /**
     * Starts a check of a server at port 53.
     *
     * @param host name or address
     * @throws IllegalArgumentException if it is something else
     */
    public static Builder to(String host) {
        return new Builder(host, PORT);
    }

    /**
     * Starts a check.
     *
     * @param host name or address
     * @param port 1 to 65535
     * @throws IllegalArgumentException if they are something else
     */
    public static Builder to(String host, int port) {
        return new Builder(host, port);
    }

    @Override
    public ServiceTarget target() {
        return target;
    }

    /** Returns the type of the records to ask for. */
    public RecordType type() {
        return type;
    }

    /** Returns the name to ask about. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return "DnsCheck[" + target.host() + ", port " + target.port() + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends ServiceCheckBuilder<Builder> {
        private RecordType type = RecordType.NS;
        private String name = ".";

        private Builder(String host, int port) {
            super(host, port);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Sets the type of the records to ask for. Default: {@link RecordType#NS}. */
        public Builder type(RecordType value) {
            type = Objects.requireNonNull(value, "type");
            return this;
        }

        /** Sets the name to ask about. Default: the root, which every server knows. */
        public Builder name(String value) {
            name = Objects.requireNonNull(value, "name");
            return this;
        }

        /** Returns the check. */
        public DnsCheck build() {
            return new DnsCheck(this);
        }
    }
}
