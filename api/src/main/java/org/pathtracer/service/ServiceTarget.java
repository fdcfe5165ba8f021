// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.net.ProtocolFamily;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.address.HostText;

/**
 * Where a service is.
 *
 * @param host its name or address
 * @param port its port, 1 to 65535
 * @param family of the address that is used, of those that a name has, such as {@code AddressFamily.IPV6}; empty for
 *     any
 * @param deadline hard bound on the whole check, name look-up included; more than zero, at most a day. What this host
 *     prepares before, at most 30 s, does not count
 * @since 0.1.0
 */
public record ServiceTarget(String host, int port, Optional<ProtocolFamily> family, Duration deadline) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Throws {@link IllegalArgumentException} with a sentence that says what is allowed. */
    public ServiceTarget {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(deadline, "deadline");
        HostText.checkHost("host", host);
        require(port >= 1 && port <= HIGHEST_PORT, "port is %d, but must be from 1 to 65535".formatted(port));
        require(
                !deadline.isNegative() && !deadline.isZero() && deadline.compareTo(LONGEST) <= 0,
                "deadline must be more than zero and at most a day");
    }

    /** Returns a target of any family, with a deadline of 5 seconds. */
    public static ServiceTarget of(String host, int port) {
        return new ServiceTarget(host, port, Optional.empty(), Duration.ofSeconds(5));
    }

    /** Returns the same, but of this family: an {@code org.pathtracer.AddressFamily}, or one of the JDK's own. */
    public ServiceTarget withFamily(ProtocolFamily only) {
        Objects.requireNonNull(only, "only");
        return new ServiceTarget(host, port, Optional.of(only), deadline);
    }

    /** Returns the same with this deadline. */
    public ServiceTarget withDeadline(Duration span) {
        return new ServiceTarget(host, port, family, span);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
