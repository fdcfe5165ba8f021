// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.net.ProtocolFamily;
import java.time.Duration;

/**
 * The options that all checks share. Every setter checks its argument at once and throws
 * {@link IllegalArgumentException} with a sentence that says what is allowed. Not thread-safe; may be reused after
 * {@code build()}.
 *
 * @param <B> the builder itself
 * @since 0.1.0
 */
public abstract sealed class ServiceCheckBuilder<B extends ServiceCheckBuilder<B>>
        permits TcpCheck.Builder,
                UdpCheck.Builder,
                DnsCheck.Builder,
                TlsCheck.Builder,
                HttpCheck.Builder,
                QuicCheck.Builder {
    ServiceTarget target;

    ServiceCheckBuilder(String host, int port) {
        target = ServiceTarget.of(host, port);
    }

    abstract B self();

    /**
     * Sets the family of the address that is used, of those that a name has. Default: any.
     *
     * @param only an {@code org.pathtracer.AddressFamily}, or one of the JDK's own
     */
    public B family(ProtocolFamily only) {
        target = target.withFamily(only);
        return self();
    }

    /**
     * Limits the whole check, name look-up included. What this host prepares before, at most 30 s, does not count.
     * Default: 5 s.
     *
     * @param span more than zero, at most a day
     */
    public B deadline(Duration span) {
        target = target.withDeadline(span);
        return self();
    }
}
