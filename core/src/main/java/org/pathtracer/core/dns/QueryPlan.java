// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.time.Duration;
import java.util.List;
import org.pathtracer.dns.DnsQuery;

/**
 * Which servers a query asks, and how long it waits.
 *
 * @param servers in the order in which they are asked, if all are well
 * @param timeout wait for one answer
 * @param attempts rounds through the list
 */
record QueryPlan(List<Upstream> servers, Duration timeout, int attempts) {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 2;

    /** As the query says; else as the system does; else by default. */
    static QueryPlan of(DnsQuery query, List<Upstream> servers, ResolverOptions options) {
        return new QueryPlan(
                List.copyOf(servers),
                query.timeout().or(options::timeout).orElse(TIMEOUT),
                query.attempts().orElse(options.attempts().orElse(ATTEMPTS)));
    }
}
