// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PacketCapture;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.ProbeCounters;
import org.pathtracer.Request;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportReport;
import org.pathtracer.core.capture.Captures;
import org.pathtracer.core.engine.Counters;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.host.HostInterfaces;
import org.pathtracer.core.load.Loads;
import org.pathtracer.dns.Dns;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.interfaces.Interfaces;
import org.pathtracer.ping.TargetResults;
import org.pathtracer.publicaddress.PublicAddresses;
import org.pathtracer.service.Services;
import org.pathtracer.spi.HostNetwork;

/** The tracer that applications get: puts its parts together, hands each request on, and closes them in order. */
final class Tracer implements PathTracer {
    private final Counters counters = new Counters();
    private final Captures captures = new Captures();
    private final DaemonPool deadlines = new DaemonPool("pathtracer-deadline", 1);
    private final Loads loads = new Loads(deadlines::schedule);
    private final Callbacks callbacks;
    private final Deliveries deliveries;
    private final TransportSelector selector;
    private final HostInterfaces interfaces;
    private final Clients clients;
    private final OperationKinds kinds;
    private final Operations operations;
    private final Diagnoses diagnoses;

    Tracer(TracerConfiguration configuration) {
        this(configuration, Host.SYSTEM);
    }

    Tracer(TracerConfiguration configuration, Host system) {
        callbacks = new Callbacks(configuration.callbackExecutor());
        deliveries = new Deliveries(callbacks);
        selector = new TransportSelector(configuration.providers());
        HostNetwork network = HostInterfaces.find();
        interfaces = new HostInterfaces(network, callbacks, deadlines::schedule);
        clients = new Clients(configuration, system, network, deadlines);
        kinds = new OperationKinds(clients.enricher(), loads);
        operations = new Operations(
                selector,
                closer -> new Engines(
                        configuration.loops(),
                        configuration.rateLimit(),
                        (provider, limit) -> new ProbeEngine(provider, limit, counters, captures),
                        closer),
                clients.destinations(),
                deadlines,
                callbacks);
        diagnoses = new Diagnoses(
                operations,
                kinds,
                clients,
                interfaces,
                selector,
                configuration.providers(),
                deadlines::schedule,
                callbacks);
        if (configuration.followNetwork()) {
            interfaces.watch(state -> networkChanged());
        }
    }

    @Override
    public TraceResult trace(TraceRequest request) {
        return await(request);
    }

    @Override
    public BulkTraceResult trace(BulkTraceRequest request) {
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
        if (Objects.requireNonNull(request, "request").targetResults() == TargetResults.STREAMED) {
            throw new InvalidRequestException(
                    "streamed target results go to a subscriber, which a blocking ping can't have: use start(request),"
                            + " or other target results");
        }
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
    public Diagnosis diagnose(DiagnoseRequest request) {
        operations.requireOtherThread("A blocking operation");
        return diagnoses.start(Objects.requireNonNull(request, "request")).await();
    }

    @Override
    @SuppressWarnings("unchecked") // a diagnosis names its events and result itself
    public <E, R> Measurement<E, R> start(Request<E, R> request) {
        if (request instanceof DiagnoseRequest diagnose) {
            return (Measurement<E, R>) diagnoses.start(diagnose);
        }
        return operations.start(kinds.of(Objects.requireNonNull(request, "request")));
    }

    private <E, R> R await(Request<E, R> request) {
        WaitingThread caller = new WaitingThread(clients.enricher().workers());
        return operations.await(kinds.of(Objects.requireNonNull(request, "request"), caller), caller);
    }

    @Override
    public PacketCapture capture(OutputStream out) {
        return captures.start(Objects.requireNonNull(out, "out"));
    }

    @Override
    public ProbeCounters counters() {
        return counters.now();
    }

    @Override
    public Dns dns() {
        return new TracerDns(clients.dns(), deliveries);
    }

    @Override
    public CompletionStage<AddressInfo> lookUp(InetAddress address, boolean withName) {
        return deliveries.of(clients.enricher().info(Objects.requireNonNull(address, "address"), withName));
    }

    @Override
    public Interfaces interfaces() {
        return interfaces;
    }

    @Override
    public PublicAddresses publicAddresses() {
        return new TracerPublicAddresses(clients.publicAddresses(), deliveries);
    }

    @Override
    public Services services() {
        return new TracerServices(clients.services(), deliveries);
    }

    @Override
    public void networkChanged() {
        operations.networkChanged();
        diagnoses.networkChanged();
        clients.networkChanged();
    }

    @Override
    public List<TransportReport> transports() {
        return selector.reports();
    }

    @Override
    public void close() {
        operations.requireOtherThread("close()");
        interfaces.close();
        diagnoses.failAll();
        try {
            operations.close();
        } finally {
            loads.close();
            captures.close();
            operations.failAll();
            // Behind the operations: those that wait for names shall fail, and not end without names.
            clients.abort();
            operations.awaitThreads();
            deadlines.close();
            clients.close();
            diagnoses.close();
            callbacks.close();
            operations.deliver();
            diagnoses.deliver();
            deliveries.deliver();
        }
    }
}
