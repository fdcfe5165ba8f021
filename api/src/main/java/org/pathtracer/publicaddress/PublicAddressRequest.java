// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.publicaddress;

import java.net.ProtocolFamily;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.pathtracer.check.Argument;

/**
 * A request for this host's public address.
 *
 * @param family of the address, such as {@code AddressFamily.IPV6}; {@code AddressFamily.ANY} takes what the first
 *     source tells
 * @param sources the servers to ask, in this order; the next one only if one fails
 * @param deadline the limit of the whole search; more than zero, at most a day
 * @since 0.1.0
 */
public record PublicAddressRequest(ProtocolFamily family, List<PublicAddressSource> sources, Duration deadline) {
    private static final int MOST_SOURCES = 16;

    /** Public servers: two for STUN, one for HTTPS. */
    public static final List<PublicAddressSource> DEFAULT_SOURCES = List.of(
            new PublicAddressSource.Stun("stun.cloudflare.com", 3478),
            new PublicAddressSource.Stun("stun.l.google.com", 19302),
            new PublicAddressSource.Https(URI.create("https://icanhazip.com/")));

    /** Throws {@link IllegalArgumentException} with a sentence that says what is allowed. */
    public PublicAddressRequest {
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(deadline, "deadline");
        sources = Argument.copy("sources", sources);
        Argument.require(
                !sources.isEmpty() && sources.size() <= MOST_SOURCES,
                "there are %d sources, but must be 1 to %d".formatted(sources.size(), MOST_SOURCES));
        Argument.span("deadline", deadline);
    }

    /** Returns a request to the default sources, with a deadline of 8 seconds. */
    public static PublicAddressRequest of(ProtocolFamily family) {
        return new PublicAddressRequest(family, DEFAULT_SOURCES, Duration.ofSeconds(8));
    }

    /** Returns the same with these sources. */
    public PublicAddressRequest withSources(List<PublicAddressSource> inOrder) {
        return new PublicAddressRequest(family, inOrder, deadline);
    }

    /** Returns the same with this deadline. */
    public PublicAddressRequest withDeadline(Duration span) {
        return new PublicAddressRequest(family, sources, span);
    }
}
