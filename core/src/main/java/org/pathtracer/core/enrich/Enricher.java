// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracerException;
import org.pathtracer.StopReason;
import org.pathtracer.core.address.AddressScope;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.core.cache.CacheConfiguration;
import org.pathtracer.core.cache.Caches;
import org.pathtracer.core.cache.Found;
import org.pathtracer.core.cache.LookupCache;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.host.RecentNetwork;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.Origin;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.HostNetwork;

/** A tracer's sources about addresses, and its caches before them. Thread-safe. */
public final class Enricher implements AutoCloseable {
    private final EnrichmentOptions options;
    private final DnsSources dns;
    private final Rdap rdap;
    private final Optional<MaxMindFile> asnFile;
    private final Optional<MaxMindFile> locationFile;
    private final NetworkList networks;
    private final Timers workers;
    private final Timers timers;
    private final RecentNetwork network;
    private final HostNames hostNames;

    /** What outsiders said of this host. */
    private final Map<AddressFamily, InetAddress> own = new ConcurrentHashMap<>();

    private @Nullable Caches caches;

    /**
     * Opens the files.
     *
     * @param shared caches to use; made when they are first needed if empty
     * @param workers for everything that may take long
     * @param timers for what is short
     * @param hostNames of a simulated network
     * @throws InvalidRequestException if a file can't be used
     */
    public Enricher(
            EnrichmentOptions options,
            Optional<Caches> shared,
            DnsClient dnsClient,
            HttpCalls http,
            Timers workers,
            Timers timers,
            HostNetwork network,
            HostNames hostNames) {
        this.options = options;
        this.hostNames = hostNames;
        this.workers = workers;
        this.timers = timers;
        this.network = new RecentNetwork(network, System::nanoTime);
        dns = new DnsSources(dnsClient, options);
        rdap = new Rdap(http, timers, options.rdapServer());
        networks = options.networkList().map(NetworkList::read).orElseGet(NetworkList::empty);
        asnFile = options.asnDatabase().map(MaxMindFile::ofNetworks);
        try {
            locationFile = options.locationDatabase().map(MaxMindFile::ofPlaces);
        } catch (InvalidRequestException e) {
            asnFile.ifPresent(MaxMindFile::close);
            throw e;
        }
        caches = shared.orElse(null);
    }

    /**
     * Whether only the system's name servers would be asked about a path, and they know nothing of it, as the path is
     * simulated.
     */
    boolean knowsNothing(Setting setting) {
        return setting.simulated()
                && hostNames == HostNames.NONE
                && options.dnsServers().isEmpty()
                && !options.asnByDns()
                && !options.rdap()
                && options.networkList().isEmpty()
                && asnFile.isEmpty()
                && locationFile.isEmpty();
    }

    EnrichmentOptions options() {
        return options;
    }

    /** Returns the threads for everything that may take long. */
    public Timers workers() {
        return workers;
    }

    Timers timers() {
        return timers;
    }

    /**
     * How long a finished operation may wait for look-ups, in nanoseconds. After a cancellation there is no wait, and
     * the deadline of the whole is one of this part too.
     */
    long patience(StopReason reason, Setting setting) {
        if (reason == StopReason.CANCELLED || reason == StopReason.DEADLINE) {
            return 0;
        }
        long wait = options.deadline().toNanos();
        return setting.deadline() == Long.MAX_VALUE
                ? wait
                : Math.min(wait, setting.deadline() - setting.clock().getAsLong());
    }

    /** All that is asked for about an address and its name. */
    public CompletableFuture<AddressInfo> info(InetAddress address) {
        return info(address, true);
    }

    /** All that is asked for about an address, as far as it is found out within the deadline. */
    public CompletableFuture<AddressInfo> info(InetAddress address, boolean withName) {
        AddressLookup lookup = lookup(address, withName);
        CompletableFuture<AddressInfo> info = new CompletableFuture<>();
        if (!lookup.isDone()) {
            Future<?> timeout = timers.schedule(
                    () -> info.complete(lookup.info()), options.deadline().toNanos());
            info.whenComplete((value, cause) -> timeout.cancel(false));
        }
        lookup.end().thenRun(() -> info.complete(lookup.info()));
        return info;
    }

    /** From outside this host has this address. */
    public void learnOwn(InetAddress address) {
        own.put(AddressFamily.of(address), address);
    }

    /** Returns the address of this host as others see it, if it was found out. */
    Optional<InetAddress> own(AddressFamily family) {
        return Optional.ofNullable(own.get(family));
    }

    /** Whether an interface of this host has the address. */
    public boolean isOwn(InetAddress address) {
        try {
            return network.state().interfaces().stream()
                    .flatMap(device -> device.addresses().stream())
                    .anyMatch(each -> each.address().equals(address));
        } catch (PathTracerException e) {
            return false;
        }
    }

    HostNetwork network() {
        return network;
    }

    /** Forgets what belonged to another network. */
    public synchronized void networkChanged() {
        own.clear();
        network.forget();
        if (caches != null) {
            caches.networkChanged();
        }
    }

    private synchronized Caches caches() {
        if (caches == null) {
            caches = new Caches(CacheConfiguration.DEFAULT);
        }
        return caches;
    }

    /** Begins to find out all there is about an address. */
    AddressLookup lookup(InetAddress address, boolean name) {
        boolean outside = AddressScope.knownOutside(address);
        Optional<String> given = name ? hostNames.name(address) : Optional.empty();
        boolean others = hostNames == HostNames.NONE || !options.dnsServers().isEmpty();
        boolean named = name && given.isEmpty() && others && (outside || dns.mayAskInside(address));
        if (!outside && !named && given.isEmpty()) {
            return AddressLookup.none(address, networks.label(address));
        }
        Prefix key = Prefix.of(address);
        CompletableFuture<Optional<Origin>> origin = ask(
                outside && (asnFile.isPresent() || options.asnByDns()), caches().origins(), key, () -> origin(address));
        return new AddressLookup(
                address,
                given.isPresent()
                        ? CompletableFuture.completedFuture(given)
                        : ask(named, caches().names(), key, () -> dns.name(address)),
                origin,
                options.asnByDns()
                        ? origin.exceptionally(cause -> Optional.empty()).thenCompose(this::asName)
                        : AddressLookup.nothing(),
                ask(outside && locationFile.isPresent(), caches().locations(), key, () -> location(address)),
                ask(outside && options.rdap(), caches().registrations(), key, () -> rdap.registration(address)),
                networks.label(address));
    }

    private static <V> CompletableFuture<Optional<V>> ask(
            boolean wanted, LookupCache<Prefix, V> cache, Prefix key, Supplier<CompletableFuture<Found<V>>> source) {
        return wanted ? cache.get(key, source) : AddressLookup.nothing();
    }

    /** Asks the file first, which tells no third party. */
    private CompletableFuture<Found<Origin>> origin(InetAddress address) {
        Optional<Origin> known = asnFile.flatMap(file -> file.origin(address));
        return known.isEmpty() && options.asnByDns()
                ? dns.origin(address)
                : CompletableFuture.completedFuture(new Found<>(known, Optional.empty()));
    }

    private CompletableFuture<Optional<String>> asName(Optional<Origin> origin) {
        return origin.isPresent() && origin.get().asName().isEmpty()
                ? caches().asNames()
                        .get(
                                origin.get().asns().get(0),
                                () -> dns.asName(origin.get().asns().get(0)))
                : AddressLookup.nothing();
    }

    private CompletableFuture<Found<Location>> location(InetAddress address) {
        return CompletableFuture.completedFuture(
                new Found<>(locationFile.flatMap(file -> file.location(address)), Optional.empty()));
    }

    /** Closes the files. What is being looked up ends with the clients that do it. */
    @Override
    public void close() {
        asnFile.ifPresent(MaxMindFile::close);
        locationFile.ifPresent(MaxMindFile::close);
    }
}
