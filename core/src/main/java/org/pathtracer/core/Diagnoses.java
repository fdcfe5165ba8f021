// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Target;
import org.pathtracer.TracerClosedException;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.host.HostInterfaces;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.spi.ProbeTransportProvider;

/** A tracer's diagnoses at work. Thread-safe. */
final class Diagnoses {
    /** Each call into a strategy takes a millisecond or two. */
    private static final int THREADS = 2;

    private final DaemonPool threads = new DaemonPool("pathtracer-diagnose", THREADS);
    private final Set<DiagnoseRun> runs = ConcurrentHashMap.newKeySet();
    private final TracerInstruments instruments;
    private final TransportSelector selector;
    private final Timers timers;
    private final Callbacks callbacks;
    private volatile boolean closed;

    Diagnoses(
            Operations operations,
            OperationKinds kinds,
            Clients clients,
            HostInterfaces interfaces,
            TransportSelector selector,
            List<ProbeTransportProvider> providers,
            Timers timers,
            Callbacks callbacks) {
        Optional<ProbeTransportProvider> simulation =
                providers.stream().filter(ProbeTransportProvider::simulated).findFirst();
        instruments = new TracerInstruments(operations, kinds, clients, interfaces, simulation);
        this.selector = selector;
        this.timers = timers;
        this.callbacks = callbacks;
    }

    DiagnoseRun start(DiagnoseRequest request) {
        if (closed) {
            throw new TracerClosedException("The tracer is closed");
        }
        selector.requireKnown(request.probe().transport());
        request.probe().networkInterface().ifPresent(LocalEndpoint::index);
        if (request.target() instanceof Target.Address literal
                && !request.probe().family().includes(literal.address())) {
            throw new UnknownTargetException(
                    "%s has no %s address".formatted(literal, request.probe().family()));
        }
        DiagnoseRun run = new DiagnoseRun(
                request,
                instruments,
                threads,
                timers,
                callbacks,
                () -> instruments.operations().requireOtherThread("await()"));
        runs.add(run);
        run.whenDelivered(() -> runs.remove(run));
        run.begin();
        return run;
    }

    void networkChanged() {
        runs.forEach(DiagnoseRun::networkChanged);
    }

    /** Ends all that run; they fail. */
    void failAll() {
        closed = true;
        runs.forEach(run -> run.fail(new TracerClosedException("The tracer was closed while the diagnosis ran")));
        threads.abort();
    }

    void close() {
        threads.close();
    }

    void deliver() {
        runs.forEach(DiagnoseRun::deliver);
    }
}
