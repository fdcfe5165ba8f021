// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.pathtracer.FlowMethod;
import org.pathtracer.Measurement;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.PathTracerException;
import org.pathtracer.ProbeOptions;
import org.pathtracer.RateLimit;
import org.pathtracer.Request;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TracerClosedException;
import org.pathtracer.TransportReport;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.multipath.MultipathKind;
import org.pathtracer.core.trace.TraceKind;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.TracerConfiguration;

/** The tracer that applications get: finds target and transport, then leaves the work to an engine. */
final class Tracer implements PathTracer {
    private static final int RESOLVER_THREADS = 4;

    private final Callbacks callbacks;
    private final TransportSelector selector;
    private final RateLimit rateLimit;
    private final DaemonPool preparations = new DaemonPool("pathtracer-prepare", RESOLVER_THREADS);
    private final DaemonPool deadlines = new DaemonPool("pathtracer-deadline", 1);
    private final Set<OperationRun<?, ?>> runs = ConcurrentHashMap.newKeySet();

    private final Object lock = new Object();
    private final IdentityHashMap<ProbeTransportProvider, ProbeEngine> engines = new IdentityHashMap<>();
    private boolean closed;

    Tracer(TracerConfiguration configuration) {
        callbacks = new Callbacks(configuration.callbackExecutor());
        selector = new TransportSelector(configuration.providers());
        rateLimit = configuration.rateLimit();
    }

    @Override
    public TraceResult trace(TraceRequest request) {
        return await(run(request));
    }

    @Override
    public MultipathResult discoverPaths(MultipathRequest request) {
        return await(run(request));
    }

    @Override
    public <E, R> Measurement<E, R> start(Request<E, R> request) {
        return run(request);
    }

    private static <R> R await(OperationRun<?, R> run) {
        try {
            return run.internal().get();
        } catch (InterruptedException e) {
            run.cancel();
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("The thread was interrupted while it waited for " + run.request());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PathTracerException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private <E, R> OperationRun<E, R> run(Request<E, R> request) {
        OperationRun<E, R> run = new OperationRun<>(kind(request), callbacks);
        runs.add(run);
        run.whenDelivered(() -> runs.remove(run));
        if (warm() && TargetResolver.isLiteral(request.target())) {
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
    private static <E, R> OperationKind<E, R> kind(Request<E, R> request) {
        OperationKind<?, ?> kind = request instanceof MultipathRequest multipath
                ? new MultipathKind(multipath)
                : new TraceKind((TraceRequest) request);
        return (OperationKind<E, R>) kind;
    }

    /** Name resolution, or a wait for that of others, may take long; the deadline holds nevertheless. */
    private void boundPreparation(OperationRun<?, ?> run, Future<?> preparation) {
        if (run.request().deadline().isEmpty()) {
            return;
        }
        Future<?> deadline = deadlines.schedule(
                () -> {
                    preparation.cancel(true);
                    run.failUnstarted(tooLate(run.request().target()));
                },
                run.nanosLeft());
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
            InetAddress address =
                    TargetResolver.resolve(request.target(), request.probe().family());
            ProbeProfile profile = LocalEndpoint.profile(request.probe(), address);
            ProbeNeed need = need(request.probe(), profile);
            TransportSelector.Selection selection =
                    selector.select(request.probe().transport(), need);
            run.start(engine(selection.provider()), profile, selection);
        } catch (PathTracerException e) {
            run.fail(e);
        } catch (RuntimeException | Error e) {
            run.fail(e);
            throw e;
        }
    }

    private static ProbeNeed need(ProbeOptions options, ProbeProfile profile) {
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
        return new ProbeNeed(profile.protocol(), profile.family(), features);
    }

    /** Whether a transport is open, so that another operation on it needs nothing that takes long. */
    private boolean warm() {
        synchronized (lock) {
            return !engines.isEmpty();
        }
    }

    private ProbeEngine engine(ProbeTransportProvider provider) {
        synchronized (lock) {
            if (closed) {
                throw new TracerClosedException("The tracer is closed");
            }
            ProbeEngine known = engines.get(provider);
            if (known != null && known.broken()) {
                engines.remove(provider);
                preparations.execute(known::close);
            }
            return engines.computeIfAbsent(provider, p -> new ProbeEngine(p, rateLimit));
        }
    }

    @Override
    public List<TransportReport> transports() {
        return selector.reports();
    }

    @Override
    public void close() {
        List<ProbeEngine> open;
        synchronized (lock) {
            closed = true;
            open = List.copyOf(engines.values());
            engines.clear();
        }
        preparations.abort();
        deadlines.abort();
        try {
            closeAll(open);
        } finally {
            runs.forEach(run -> run.fail(new TracerClosedException("The tracer was closed while the operation ran")));
            // A name look-up of the system can't be interrupted; it is waited for no longer than the pool does.
            preparations.close();
            deadlines.close();
            callbacks.close();
            // What the callback executor did not get to: nobody shall wait for it forever.
            runs.forEach(OperationRun::deliver);
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
