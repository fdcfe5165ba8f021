// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.pathtracer.AddressFamily;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.NotSupportedException;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.ProbeCounters;
import org.pathtracer.ProbeOptions;
import org.pathtracer.RateLimit;
import org.pathtracer.Request;
import org.pathtracer.SharedCaches;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TracerClosedException;
import org.pathtracer.TransportReport;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.bufferbloat.BufferbloatKind;
import org.pathtracer.core.cache.Caches;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.engine.Counters;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.enrich.EnrichedMultipath;
import org.pathtracer.core.enrich.EnrichedTrace;
import org.pathtracer.core.enrich.Enricher;
import org.pathtracer.core.host.HostInterfaces;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.load.Loads;
import org.pathtracer.core.monitor.MonitorKind;
import org.pathtracer.core.mtu.PathMtuKind;
import org.pathtracer.core.multipath.MultipathKind;
import org.pathtracer.core.ping.PingKind;
import org.pathtracer.core.publicaddress.PublicAddressClient;
import org.pathtracer.core.service.ServiceClient;
import org.pathtracer.core.trace.TraceKind;
import org.pathtracer.dns.Dns;
import org.pathtracer.interfaces.Interfaces;
import org.pathtracer.publicaddress.PublicAddresses;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.service.Services;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.HostNetwork;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;

/** The tracer that applications get: finds target and transport, then leaves the work to an engine. */
final class Tracer implements PathTracer {
    private static final int RESOLVER_THREADS = 4;
    /** Look-ups at the same time: of the names of one operation, and over HTTP. */
    private static final int LOOK_UP_THREADS = 16;
    /** What joins paths with what is known of them: it asks, and does not wait for answers. */
    private static final int ENRICHMENT_THREADS = 2;

    /** How long a transport may take to open beyond an operation's deadline. */
    private static final long OPENING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Callbacks callbacks;
    private final TransportSelector selector;
    private final DaemonPool preparations = new DaemonPool("pathtracer-prepare", RESOLVER_THREADS);
    private final DaemonPool lookUps = new DaemonPool("pathtracer-lookup", LOOK_UP_THREADS);
    private final DaemonPool enrichments = new DaemonPool("pathtracer-enrich", ENRICHMENT_THREADS);
    private final Destinations destinations;
    private final Counters counters = new Counters();
    private final Engines engines;
    private final DaemonPool deadlines = new DaemonPool("pathtracer-deadline", 1);
    private final HttpCalls http = new HttpCalls(lookUps);
    private final DnsClient dnsClient = new DnsClient(http);
    private final Deliveries deliveries;
    private final ServiceClient serviceClient;
    private final PublicAddressClient publicAddressClient;
    private final HostInterfaces interfaces;
    private final Loads loads = new Loads(deadlines::schedule);
    private final Enricher enricher;
    private final Set<OperationRun<?, ?>> runs = ConcurrentHashMap.newKeySet();

    Tracer(TracerConfiguration configuration) {
        this(configuration, Host.SYSTEM);
    }

    Tracer(TracerConfiguration configuration, Host system) {
        HostNames names = NamedHost.names(configuration.providers());
        Host host = NamedHost.of(system, names);
        callbacks = new Callbacks(configuration.callbackExecutor());
        selector = new TransportSelector(configuration.providers());
        destinations = new Destinations(lookUps, host);
        RateLimit rateLimit = configuration.rateLimit();
        engines = new Engines(provider -> new ProbeEngine(provider, rateLimit, counters), preparations);
        deliveries = new Deliveries(callbacks);
        serviceClient = new ServiceClient(target -> address(target, host), lookUps, dnsClient);
        HostNetwork network = HostInterfaces.find();
        interfaces = new HostInterfaces(network, callbacks, deadlines::schedule);
        enricher = new Enricher(
                configuration.enrichment(),
                configuration.caches().map(Tracer::own),
                dnsClient,
                http,
                enrichments::schedule,
                deadlines::schedule,
                network,
                names);
        publicAddressClient = new PublicAddressClient(
                serviceClient,
                dnsClient,
                http,
                target -> address(target, host),
                lookUps,
                deadlines::schedule,
                enricher);
        if (configuration.followNetwork()) {
            interfaces.watch(state -> networkChanged());
        }
    }

    private static Caches own(SharedCaches caches) {
        if (caches instanceof Caches own) {
            return own;
        }
        throw new InvalidRequestException("Caches are made by SharedCaches.create() or its builder");
    }

    @Override
    public TraceResult trace(TraceRequest request) {
        return await(request);
    }

    @Override
    public MultipathResult discoverPaths(MultipathRequest request) {
        return await(request);
    }

    @Override
    public PathMtuResult pathMtu(PathMtuRequest request) {
        return await(request);
    }

    @Override
    public PingResult ping(PingRequest request) {
        return await(request);
    }

    @Override
    public MonitorResult monitor(MonitorRequest request) {
        return await(request);
    }

    @Override
    public BufferbloatResult testBufferbloat(BufferbloatRequest request) {
        return await(request);
    }

    @Override
    public <E, R> Measurement<E, R> start(Request<E, R> request) {
        return run(request);
    }

    private <R> R await(Request<?, R> request) {
        Objects.requireNonNull(request, "request");
        engines.requireOtherThread("A blocking operation");
        return run(request).await();
    }

    private <E, R> OperationRun<E, R> run(Request<E, R> request) {
        Objects.requireNonNull(request, "request");
        OperationRun<E, R> run =
                new OperationRun<>(kind(request), callbacks, () -> engines.requireOtherThread("await()"));
        runs.add(run);
        run.whenDelivered(() -> runs.remove(run));
        if (engines.warm() && destinations.areImmediate(request)) {
            prepare(run);
            return run;
        }
        try {
            Future<?> preparation = preparations.submit(() -> prepare(run));
            boundPreparation(run, preparation);
        } catch (RejectedExecutionException e) {
            runs.remove(run);
            throw new TracerClosedException("The tracer is closed");
        }
        return run;
    }

    @SuppressWarnings("unchecked") // each request names its events and result itself
    private <E, R> OperationKind<E, R> kind(Request<E, R> request) {
        OperationKind<?, ?> kind;
        if (request instanceof PingRequest ping) {
            kind = new PingKind(ping);
        } else if (request instanceof PathMtuRequest mtu) {
            kind = new PathMtuKind(mtu);
        } else if (request instanceof MultipathRequest multipath) {
            MultipathKind discovery = new MultipathKind(multipath);
            kind = multipath.enrichment()
                    ? new EnrichedMultipath(discovery, multipath.reverseDns(), enricher)
                    : discovery;
        } else if (request instanceof MonitorRequest monitor) {
            kind = new MonitorKind(monitor);
        } else if (request instanceof BufferbloatRequest bufferbloat) {
            kind = new BufferbloatKind(bufferbloat, loads);
        } else {
            kind = traceKind((TraceRequest) request);
        }
        return (OperationKind<E, R>) kind;
    }

    private OperationKind<TraceEvent, TraceResult> traceKind(TraceRequest request) {
        TraceKind trace = new TraceKind(request);
        return request.enrichment() ? new EnrichedTrace(trace, request.reverseDns(), enricher) : trace;
    }

    /** Name resolution, or a wait for that of others, may take long; the deadline holds nevertheless. */
    private void boundPreparation(OperationRun<?, ?> run, Future<?> preparation) {
        if (run.request().deadline().isEmpty()) {
            return;
        }
        // A transport is opened in a moment, and then there is a result that says how far it got; names may take
        // forever.
        boolean literals = run.request().targets().size() == 1
                && TargetResolver.isLiteral(run.request().target());
        long patience = run.nanosLeft() + (literals ? OPENING_NANOS : 0);
        Future<?> deadline = deadlines.schedule(
                () -> {
                    preparation.cancel(true);
                    run.failUnstarted(tooLate(run.request().target()));
                },
                patience);
        run.internal().whenComplete((result, cause) -> deadline.cancel(false));
    }

    private static PathTracerException tooLate(String target) {
        return TargetResolver.isLiteral(target)
                ? new OperationCancelledException("The deadline passed before the first probe to " + target)
                : new UnknownTargetException(target + " was not resolved before the deadline");
    }

    private void prepare(OperationRun<?, ?> run) {
        try {
            Request<?, ?> request = run.request();
            List<Endpoint> endpoints = destinations.find(request, run.internal());
            List<ProbeNeed> needs = needs(request.probe(), endpoints);
            start(run, endpoints, needs);
        } catch (InterruptedException e) {
            // By the deadline or the close, which end the run themselves.
            Thread.currentThread().interrupt();
        } catch (PathTracerException e) {
            run.fail(e);
        } catch (RuntimeException | Error e) {
            run.fail(e);
            throw e;
        }
    }

    /** With the first transport that can be opened. */
    private void start(OperationRun<?, ?> run, List<Endpoint> endpoints, List<ProbeNeed> needs)
            throws InterruptedException {
        String name = run.request().probe().transport();
        TransportSelector left = selector;
        TransportSelector.Selection selection = left.select(name, needs);
        ProbeEngine engine = null;
        while (engine == null) {
            try {
                engine = engines.of(selection.provider());
            } catch (TracerClosedException e) {
                throw e;
            } catch (PathTracerException e) {
                left = left.without(selection.provider(), e);
                selection = next(left, name, needs, e);
            }
        }
        run.start(engine, sendable(endpoints, needs, selection.provider()), selection);
    }

    private static TransportSelector.Selection next(
            TransportSelector left, String name, List<ProbeNeed> needs, PathTracerException failure) {
        try {
            return left.select(name, needs);
        } catch (PathTracerException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** One for each family, that of the first target first. */
    private static List<ProbeNeed> needs(ProbeOptions options, List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(Endpoint.Found.class::isInstance)
                .map(endpoint -> ((Endpoint.Found) endpoint).profile().family())
                .distinct()
                .map(family -> need(options, family))
                .toList();
    }

    private static ProbeNeed need(ProbeOptions options, AddressFamily family) {
        Set<ProbeNeed.Feature> features = EnumSet.noneOf(ProbeNeed.Feature.class);
        if (options.size().isPresent()) {
            features.add(ProbeNeed.Feature.SIZE);
        }
        if (options.flowLabel().isPresent()) {
            features.add(ProbeNeed.Feature.FLOW_LABEL);
        }
        if (options.flowMethod() == FlowMethod.DUBLIN) {
            features.add(ProbeNeed.Feature.IDENTIFICATION);
        }
        return new ProbeNeed(options.protocol(), family, features);
    }

    /** Without those of a family that the transport can't send to. */
    private static List<Endpoint> sendable(
            List<Endpoint> endpoints, List<ProbeNeed> needs, ProbeTransportProvider provider) {
        List<Endpoint> left = endpoints;
        for (ProbeNeed need : needs.subList(1, needs.size())) {
            if (!(provider.supports(need) instanceof Support.Available)) {
                NotSupportedException cause = new NotSupportedException(
                        "The transport \"%s\" can't send %s".formatted(provider.name(), need));
                left = left.stream()
                        .map(endpoint -> endpoint instanceof Endpoint.Found found
                                        && found.profile().family() == need.family()
                                ? new Endpoint.Failed(found.target(), cause)
                                : endpoint)
                        .toList();
            }
        }
        return left;
    }

    @Override
    public ProbeCounters counters() {
        return counters.now();
    }

    @Override
    public Dns dns() {
        return new TracerDns(dnsClient, deliveries);
    }

    @Override
    public Interfaces interfaces() {
        return interfaces;
    }

    @Override
    public PublicAddresses publicAddresses() {
        return new TracerPublicAddresses(publicAddressClient, deliveries);
    }

    @Override
    public Services services() {
        return new TracerServices(serviceClient, deliveries);
    }

    /** May ask for names, and so take long. */
    private static InetAddress address(ServiceTarget target, Host host) {
        ProbeOptions options = TraceRequest.to(target.host())
                .family(target.family().map(AddressFamily::of).orElse(AddressFamily.ANY))
                .build()
                .probe();
        return new TargetResolver(host, options).resolve(target.host());
    }

    @Override
    public void networkChanged() {
        runs.forEach(OperationRun::networkChanged);
        // First who tells the enricher of this host's address: it must tell nothing old when that is forgotten.
        publicAddressClient.networkChanged();
        dnsClient.networkChanged();
        enricher.networkChanged();
    }

    @Override
    public List<TransportReport> transports() {
        return selector.reports();
    }

    @Override
    public void close() {
        engines.requireOtherThread("close()");
        List<ProbeEngine> open = engines.shutDown();
        preparations.abort();
        interfaces.close();
        deadlines.abort();
        try {
            closeAll(open);
        } finally {
            loads.close();
            runs.forEach(run -> run.fail(new TracerClosedException("The tracer was closed while the operation ran")));
            // Behind the operations: those that wait for names shall fail, and not end without names.
            serviceClient.close();
            dnsClient.close();
            http.close();
            lookUps.abort();
            enrichments.abort();
            // A name look-up of the system can't be interrupted; it is waited for no longer than the pool does.
            preparations.close();
            lookUps.close();
            enrichments.close();
            deadlines.close();
            enricher.close();
            callbacks.close();
            // What the callback executor did not get to: nobody shall wait for it forever.
            runs.forEach(OperationRun::deliver);
            deliveries.deliver();
        }
    }

    /** Closes them all, whatever one of them throws. */
    private static void closeAll(List<ProbeEngine> engines) {
        RuntimeException failure = null;
        for (ProbeEngine engine : engines) {
            try {
                engine.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
