// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracerException;
import org.pathtracer.Request;
import org.pathtracer.Target;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.io.Failures;

/** Finds where the probes to an operation's targets go: literals at once, names several at a time. */
final class Destinations {
    private final DaemonPool lookUps;
    private final Host host;

    /** With the threads in which names are looked up. */
    Destinations(DaemonPool lookUps, Host host) {
        this.lookUps = lookUps;
        this.host = host;
    }

    /** The same for one operation, which looks up a route once. */
    Destinations ofOneOperation() {
        return new Destinations(lookUps, new RememberedRoute(host));
    }

    /** Whether {@link #find} has its answer at once. */
    boolean areImmediate(Request<?, ?> request) {
        return request.hostCount() == 1 && new TargetResolver(host, request.probe()).isImmediate(request.target());
    }

    /**
     * The endpoints in the order of the request's targets, where a block has one for each of its addresses. Waits for
     * names.
     *
     * @param end of the operation: what is looked up then is of no use any more
     * @throws PathTracerException the first target's, if none can be probed
     */
    List<Endpoint> find(Request<?, ?> request, CompletionStage<?> end) throws InterruptedException {
        TargetResolver resolver = new TargetResolver(host, request.probe());
        Map<Target, FutureTask<InetAddress>> names =
                request.hostCount() == 1 ? Map.of() : lookUp(request.targets(), resolver, end);
        RequestedEndpoints endpoints = new RequestedEndpoints(request, new Profiles(request.probe()));
        for (int i = 0; i < endpoints.size(); i++) {
            Target asked = endpoints.asked(i);
            try {
                if (asked instanceof Target.Block block) {
                    // A block has a million hosts, of which no targets are made.
                    InetAddress literal = endpoints.address(block, i);
                    endpoints.found(i, literal, resolver.resolve(literal));
                } else if (asked instanceof Target.Address literal) {
                    endpoints.found(i, literal.address(), resolver.resolve(literal));
                } else {
                    FutureTask<InetAddress> name = names.get(asked);
                    endpoints.found(i, null, name == null ? resolver.resolve(asked) : await(name));
                }
            } catch (PathTracerException e) {
                endpoints.failed(i, e);
            }
        }
        return requireOne(endpoints);
    }

    /** The address from which probes to the first endpoint leave; empty if the system does not tell. */
    Optional<InetAddress> source(List<Endpoint> endpoints) {
        return LocalEndpoint.source(endpoints, host);
    }

    private Map<Target, FutureTask<InetAddress>> lookUp(
            List<Target> targets, TargetResolver resolver, CompletionStage<?> end) {
        Map<Target, FutureTask<InetAddress>> names = new HashMap<>();
        for (Target target : targets) {
            if (target instanceof Target.Name) {
                FutureTask<InetAddress> task = new FutureTask<>(() -> resolver.resolve(target));
                names.put(target, task);
                submit(task);
            }
        }
        end.whenComplete((result, cause) -> names.values().forEach(task -> task.cancel(false)));
        return names;
    }

    private void submit(FutureTask<InetAddress> task) {
        try {
            lookUps.execute(task);
        } catch (RejectedExecutionException e) {
            throw new TracerClosedException("The tracer is closed");
        }
    }

    private static InetAddress await(FutureTask<InetAddress> name) throws InterruptedException {
        try {
            return name.get();
        } catch (ExecutionException e) {
            throw Failures.thrown(e.getCause());
        } catch (CancellationException e) {
            throw new OperationCancelledException("The operation ended before its names were looked up");
        }
    }

    /** Of several targets, one that can't be probed is a value; of one, or of all, it is the operation's failure. */
    private static List<Endpoint> requireOne(List<Endpoint> endpoints) {
        Optional<Endpoint> found =
                endpoints.stream().filter(Endpoint.Found.class::isInstance).findFirst();
        if (found.isEmpty() && endpoints.get(0) instanceof Endpoint.Failed failed) {
            throw failed.cause();
        }
        return endpoints;
    }
}
