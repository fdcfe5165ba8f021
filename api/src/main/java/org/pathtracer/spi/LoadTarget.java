// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A server to load the path to.
 *
 * @param url of its document ({@code https})
 * @param address to which all connections go
 * @param source local address to connect from; empty for what the routing table says
 * @param trafficClass TOS or traffic class byte of the load (0 to 255)
 * @param insecure whether any certificate is taken
 * @param timeout longest wait for a connection or an answer
 * @since 0.1.0
 */
public record LoadTarget(
        URI url,
        InetAddress address,
        Optional<InetAddress> source,
        int trafficClass,
        boolean insecure,
        Duration timeout) {
    /** Takes no null. */
    public LoadTarget {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(timeout, "timeout");
    }
}
