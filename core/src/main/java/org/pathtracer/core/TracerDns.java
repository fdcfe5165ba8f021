// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.dns.Dns;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;

/** DNS for users. */
record TracerDns(DnsClient client, Deliveries deliveries) implements Dns {
    @Override
    public DnsAnswer query(DnsQuery query) {
        Objects.requireNonNull(query, "query");
        return Deliveries.await(client.start(query), query.name());
    }

    @Override
    public CompletableFuture<DnsAnswer> start(DnsQuery query) {
        Objects.requireNonNull(query, "query");
        return deliveries.of(client.start(query));
    }
}
