// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/** The system's name servers, read again when they may have changed. Thread-safe. */
final class SystemServers {
    static final int PORT = 53;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** As many as the C library asks (MAXNS of resolv.h). */
    private static final int MOST = 3;

    /** What is known of the system: which servers to ask, and how. */
    record Known(List<InetSocketAddress> servers, ResolverOptions options) {}

    private final Supplier<List<InetSocketAddress>> source;
    private final Supplier<ResolverOptions> options;
    private @Nullable Known known;
    private long readAt;

    SystemServers() {
        this(SystemServers::configured, ResolverOptions::configured);
    }

    /** Those of a system that is told, which has no options. */
    SystemServers(Supplier<List<InetSocketAddress>> source) {
        this(source, () -> ResolverOptions.NONE);
    }

    /** Those of a system that is told. */
    SystemServers(Supplier<List<InetSocketAddress>> source, Supplier<ResolverOptions> options) {
        this.source = source;
        this.options = options;
    }

    List<InetSocketAddress> servers() {
        return known().servers();
    }

    synchronized Known known() {
        if (known == null || System.nanoTime() - readAt > FRESH_NANOS) {
            known = new Known(read(), options.get());
            readAt = System.nanoTime();
        }
        return known;
    }

    synchronized void forget() {
        known = null;
    }

    /** Without any, the local machine's, as resolv.conf(5) says. */
    private List<InetSocketAddress> read() {
        List<InetSocketAddress> found = source.get().stream()
                .filter(server -> !server.isUnresolved())
                .limit(MOST)
                .toList();
        return found.isEmpty() ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT)) : found;
    }

    /** Straight from the file where there is one: dnsjava's own search asks a dozen places and keeps static state. */
    private static List<InetSocketAddress> configured() {
        ResolvConfResolverConfigProvider file = new ResolvConfResolverConfigProvider();
        if (!file.isEnabled()) {
            ResolverConfig.refresh();
            return ResolverConfig.getCurrentConfig().servers();
        }
        file.initialize();
        return file.servers();
    }
}
