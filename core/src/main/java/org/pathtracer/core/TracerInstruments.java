// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracerException;
import org.pathtracer.Request;
import org.pathtracer.core.diagnose.Instruments;
import org.pathtracer.core.host.HostInterfaces;
import org.pathtracer.core.sample.SampleKind;
import org.pathtracer.core.sample.SampleRequest;
import org.pathtracer.core.sample.Samples;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.publicaddress.PublicAddressRequest;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Surroundings;

/** A tracer's own operations and clients, or what stands in for them in a simulated network. */
record TracerInstruments(
        Operations operations,
        OperationKinds kinds,
        Clients clients,
        HostInterfaces interfaces,
        Optional<ProbeTransportProvider> simulation)
        implements Instruments {
    /** For an address that no finding depends on. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Optional<Surroundings> surroundings() {
        return simulation.flatMap(ProbeTransportProvider::surroundings);
    }

    @Override
    public boolean simulated() {
        return simulation.isPresent();
    }

    @Override
    public Optional<NetworkState> network() {
        if (simulated()) {
            return surroundings().map(Surroundings::network);
        }
        try {
            return Optional.of(interfaces.state());
        } catch (PathTracerException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Route> routeTo(InetAddress address) {
        if (simulated()) {
            // In the order of preference; a simulated host has nothing but default routes.
            return network().stream()
                    .flatMap(state -> state.defaultRoutes().stream())
                    .filter(route -> route.gateway()
                            .filter(gateway -> AddressFamily.of(gateway) == AddressFamily.of(address))
                            .isPresent())
                    .findFirst();
        }
        try {
            return interfaces.routeTo(address);
        } catch (PathTracerException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<InetSocketAddress> nameServers() {
        return simulated()
                ? surroundings().map(Surroundings::nameServers).orElse(List.of())
                : clients.dns().systemServers();
    }

    @Override
    public boolean hasServices() {
        return !simulated() || surroundings().isPresent();
    }

    @Override
    public Running<List<InetAddress>> addresses(String name) {
        return running(clients.addresses(name));
    }

    @Override
    public Running<DnsAnswer> ask(DnsQuery query) {
        return surroundings()
                .map(around -> running(around.ask(query)))
                .orElseGet(() -> running(clients.dns().start(query)));
    }

    @Override
    public <R extends ServiceResult> Running<R> check(ServiceCheck<R> check) {
        return surroundings()
                .map(around -> running(around.check(check)))
                .orElseGet(() -> running(clients.services().start(check)));
    }

    @Override
    public Running<PublicAddressResult> publicAddress() {
        return running(clients.publicAddresses()
                .start(PublicAddressRequest.builder().deadline(PATIENCE).build()));
    }

    private static <R> Running<R> running(CompletionStage<R> stage) {
        CompletableFuture<R> future = stage.toCompletableFuture();
        return new Running<>(outcome(future), () -> future.cancel(true));
    }

    @Override
    public <R> Running<R> run(Request<?, R> request) {
        return running(operations.start(kinds.of(request)));
    }

    @Override
    public Running<Samples> sample(SampleRequest request) {
        return running(operations.start(new SampleKind(request)));
    }

    private static <R> Running<R> running(OperationRun<?, R> run) {
        return new Running<>(outcome(run.internal()), run::cancel);
    }

    private static <R> Outcome<R> outcome(CompletableFuture<R> future) {
        return then -> future.whenComplete((result, cause) -> then.accept(result, named(cause)));
    }

    /** A cancelled future says so in the words of this library. */
    private static @Nullable Throwable named(@Nullable Throwable cause) {
        return cause instanceof CancellationException
                ? new OperationCancelledException("It was ended before it had a result")
                : cause;
    }
}
