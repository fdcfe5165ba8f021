// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.publicaddress;

import java.net.ProtocolFamily;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.check.Argument;

/**
 * A request for this host's public address:
 *
 * <pre>{@code
 * PublicAddressRequest.builder().family(AddressFamily.IPV6).deadline(Duration.ofSeconds(3)).build()
 * }</pre>
 *
 * <p>Two requests are equal if their options are.
 *
 * @since 0.1.0
 */
public final class PublicAddressRequest {
    /** Public servers: two for STUN, one for HTTPS. */
    public static final List<PublicAddressSource> DEFAULT_SOURCES = List.of(
            new PublicAddressSource.Stun("stun.cloudflare.com", 3478),
            new PublicAddressSource.Stun("stun.l.google.com", 19302),
            new PublicAddressSource.Https(URI.create("https://icanhazip.com/")));

    private final Optional<ProtocolFamily> family;
    private final List<PublicAddressSource> sources;
    private final Duration deadline;

    private PublicAddressRequest(Builder builder) {
        family = builder.family;
        sources = builder.sources;
        deadline = builder.deadline;
    }

    /** Starts a request. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the family of the address; empty for the address that the first source tells. */
    public Optional<ProtocolFamily> family() {
        return family;
    }

    /** Returns the servers to ask, in this order; the next one only if one fails. */
    public List<PublicAddressSource> sources() {
        return sources;
    }

    /** Returns the limit of the whole search. */
    public Duration deadline() {
        return deadline;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicAddressRequest same
                && family.equals(same.family)
                && sources.equals(same.sources)
                && deadline.equals(same.deadline);
    }

    @Override
    public int hashCode() {
        return Objects.hash(family, sources, deadline);
    }

    @Override
    public String toString() {
        return "PublicAddressRequest[" + family.map(only -> only.name() + ", ").orElse("") + sources + "]";
    }

    /**
     * Collects and checks the options. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private static final int MOST_SOURCES = 16;

        private Optional<ProtocolFamily> family = Optional.empty();
        private List<PublicAddressSource> sources = DEFAULT_SOURCES;
        private Duration deadline = Duration.ofSeconds(8);

        private Builder() {}

        /**
         * Sets the family of the address. Default: that of the address that the first source tells.
         *
         * @param value an {@code org.pathtracer.AddressFamily}, or one of the JDK's own
         */
        public Builder family(ProtocolFamily value) {
            family = Optional.of(Objects.requireNonNull(value, "family"));
            return this;
        }

        /**
         * Sets the servers to ask, in this order; the next one only if one fails. Default:
         * {@link PublicAddressRequest#DEFAULT_SOURCES}.
         *
         * @param inOrder 1 to 16
         * @throws IllegalArgumentException if it is another number
         */
        public Builder sources(List<PublicAddressSource> inOrder) {
            List<PublicAddressSource> copy = Argument.copy("sources", inOrder);
            Argument.require(
                    !copy.isEmpty() && copy.size() <= MOST_SOURCES,
                    "there are %d sources, but must be 1 to %d".formatted(copy.size(), MOST_SOURCES));
            sources = copy;
            return this;
        }

        /**
         * Limits the whole search. Default: 8 s.
         *
         * @param span more than zero, at most a day
         * @throws IllegalArgumentException if it is something else
         */
        public Builder deadline(Duration span) {
            deadline = Argument.span("deadline", span);
            return this;
        }

        /** Returns the request. */
        public PublicAddressRequest build() {
            return new PublicAddressRequest(this);
        }
    }
}
