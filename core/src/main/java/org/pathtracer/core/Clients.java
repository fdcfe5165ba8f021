// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.SharedCaches;
import org.pathtracer.TraceRequest;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.address.HostText;
import org.pathtracer.core.cache.Caches;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.enrich.Enricher;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.publicaddress.PublicAddressClient;
import org.pathtracer.core.service.ServiceClient;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.HostNetwork;

/** What asks others than the path: name servers, HTTP servers, services; and the threads in which it does. */
final class Clients {
    /** Look-ups at the same time: of the names of one operation, and over HTTP. */
    private static final int LOOK_UP_THREADS = 16;
    /** What joins paths with what is known of them: it asks, and does not wait for answers. */
    private static final int ENRICHMENT_THREADS = 2;

    private final DaemonPool lookUps = new DaemonPool("pathtracer-lookup", LOOK_UP_THREADS);
    private final DaemonPool enrichments = new DaemonPool("pathtracer-enrich", ENRICHMENT_THREADS);
    private final HttpCalls http = new HttpCalls(lookUps);
    private final DnsClient dns = new DnsClient(http);
    private final Host host;
    private final ServiceClient services;
    private final PublicAddressClient publicAddresses;
    private final Enricher enricher;

    Clients(TracerConfiguration configuration, Host system, HostNetwork network, DaemonPool timers) {
        HostNames names = NamedHost.names(configuration.providers());
        host = NamedHost.of(system, names);
        services = new ServiceClient(this::address, lookUps, dns);
        enricher = new Enricher(
                configuration.enrichment(),
                configuration.caches().map(Clients::own),
                dns,
                http,
                enrichments::schedule,
                timers::schedule,
                network,
                names);
        publicAddresses =
                new PublicAddressClient(services, dns, http, this::address, lookUps, timers::schedule, enricher);
    }

    private static Caches own(SharedCaches caches) {
        if (caches instanceof Caches own) {
            return own;
        }
        throw new InvalidRequestException("Caches are made by SharedCaches.create() or its builder");
    }

    /** Looks up the targets of operations. */
    Destinations destinations() {
        return new Destinations(lookUps, host);
    }

    /** Looks a name up as the system does, on a thread that may wait. */
    CompletableFuture<List<InetAddress>> addresses(String name) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return List.of(host.addresses(HostText.ascii(name)));
                    } catch (UnknownHostException e) {
                        throw new UnknownTargetException(name + " is not known to the system's resolver", e);
                    }
                },
                lookUps);
    }

    DnsClient dns() {
        return dns;
    }

    ServiceClient services() {
        return services;
    }

    PublicAddressClient publicAddresses() {
        return publicAddresses;
    }

    Enricher enricher() {
        return enricher;
    }

    /** May ask for names, and so take long. */
    private InetAddress address(ServiceTarget target) {
        TraceRequest request = TraceRequest.to(target.host())
                .family(target.family().map(AddressFamily::of).orElse(AddressFamily.ANY))
                .build();
        return new TargetResolver(host, request.probe()).resolve(request.target());
    }

    /** Forgets what held in the network that this host left. */
    void networkChanged() {
        // First what tells the enricher of this host's address: it must tell nothing old when that is forgotten.
        publicAddresses.networkChanged();
        dns.networkChanged();
        enricher.networkChanged();
    }

    /** Fails all that is being asked. */
    void abort() {
        services.close();
        dns.close();
        http.close();
        lookUps.abort();
        enrichments.abort();
    }

    /** Waits for the threads, a name look-up of the system no longer than the pool does; then closes files. */
    void close() {
        lookUps.close();
        enrichments.close();
        enricher.close();
    }
}
