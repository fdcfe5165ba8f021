// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.pathtracer.AddressFamily;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Protocol;
import org.pathtracer.RateLimit;
import org.pathtracer.Request;
import org.pathtracer.RequestBuilder;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Probe;

/** Requests as messages, and back. */
public final class Operations {
    private Operations() {}

    /**
     * Returns the message of a request.
     *
     * @throws InvalidRequestException if a vantage point can't be asked for it
     */
    public static Operation of(Request<?, ?> request) {
        ProbeOptions probe = request.probe();
        require(
                probe.networkInterface().isEmpty() && probe.source().isEmpty(),
                "an interface or a source address belongs to one host: leave it out for a fleet");
        require(
                probe.transport().equals(ProbeOptions.AUTO),
                "each vantage point chooses its transport: leave it out for a fleet");
        Operation.Builder operation = Operation.newBuilder();
        if (request instanceof TraceRequest trace) {
            operation.setTrace(TraceOperation.of(trace));
        } else if (request instanceof PingRequest ping) {
            require(ping.count() > 0, "a ping without a count never ends: set a count for a fleet");
            operation.setPing(PingOperation.of(ping));
        } else if (request instanceof PathMtuRequest mtu) {
            operation.setPathMtu(PathMtuOperation.of(mtu));
        } else if (request instanceof MultipathRequest multipath) {
            operation.setMultipath(MultipathOperation.of(multipath));
        } else if (request instanceof DiagnoseRequest diagnose) {
            operation.setDiagnose(DiagnoseOperation.of(diagnose));
        } else {
            throw new InvalidRequestException(
                    "a fleet traces, pings, finds MTUs and paths, and diagnoses; it can't run %s".formatted(request));
        }
        require(
                request.hostCount() <= Bounds.TARGETS,
                "%d targets are too many for a fleet: take at most %d".formatted(request.hostCount(), Bounds.TARGETS));
        List<String> targets =
                request.targets().stream().flatMap(Operations::hosts).toList();
        request.deadline().ifPresent(span -> operation.setDeadlineNanos(span.toNanos()));
        return operation.addAllTargets(targets).setProbe(probe(probe)).build();
    }

    /**
     * Returns the request of a message.
     *
     * @param targets instead of those in the message, whose names have been looked up
     * @throws InvalidRequestException if it can't be run, or an older version than the sender's does not know it
     */
    public static Request<?, ?> request(Operation operation, List<String> targets) {
        require(!targets.isEmpty(), "a target is missing");
        return switch (operation.getKindCase()) {
            case TRACE -> TraceOperation.request(operation, targets.get(0));
            case PING -> PingOperation.request(operation, targets);
            case PATH_MTU -> PathMtuOperation.request(operation, targets.get(0));
            case MULTIPATH -> MultipathOperation.request(operation, targets.get(0));
            case DIAGNOSE -> DiagnoseOperation.request(operation, targets.get(0));
            case KIND_NOT_SET ->
                throw new InvalidRequestException("this vantage point does not know the operation: upgrade its agent");
        };
    }

    /** Returns the name of the operation, as the command has it. */
    public static String name(Operation operation) {
        return switch (operation.getKindCase()) {
            case TRACE -> "trace";
            case PING -> "ping";
            case PATH_MTU -> "mtu";
            case MULTIPATH -> "multipath";
            case DIAGNOSE -> "diagnose";
            case KIND_NOT_SET -> "unknown";
        };
    }

    /** Returns what the operation's result is. */
    public static Class<? extends Reportable> resultType(Operation operation) {
        return switch (operation.getKindCase()) {
            case TRACE -> TraceResult.class;
            case PING -> PingResult.class;
            case PATH_MTU -> PathMtuResult.class;
            case MULTIPATH -> MultipathResult.class;
            case DIAGNOSE -> Diagnosis.class;
            case KIND_NOT_SET -> Reportable.class;
        };
    }

    private static Stream<String> hosts(Target target) {
        return target instanceof Target.Block block
                ? block.addresses().stream().map(CanonicalAddress::of)
                : Stream.of(target.toString());
    }

    private static Probe probe(ProbeOptions from) {
        Probe.Builder probe = Probe.newBuilder()
                .setProtocol(from.protocol().name())
                .setFamily(from.family().name())
                .setFlowMethod(from.flowMethod().name())
                .setFlow(from.flow())
                .setTrafficClass(from.trafficClass())
                .setDontFragment(from.dontFragment())
                .setMaxConcurrency(from.maxConcurrency());
        from.size().ifPresent(probe::setSize);
        from.port().ifPresent(probe::setPort);
        from.sourcePort().ifPresent(probe::setSourcePort);
        from.flowLabel().ifPresent(probe::setFlowLabel);
        // The default has a burst that a caller can't ask for.
        if (!from.rateLimit().equals(RateLimit.DEFAULT)) {
            probe.setPacketsPerSecond(from.rateLimit().packetsPerSecond());
        }
        return probe.build();
    }

    /** Sets what all requests but diagnoses have. */
    static <B extends RequestBuilder<B>> B common(B builder, Operation operation) {
        Probe probe = operation.getProbe();
        builder.protocol(constant(Protocol.class, "protocol", probe.getProtocol()))
                .family(family(probe))
                .trafficClass(probe.getTrafficClass())
                .maxConcurrency(probe.getMaxConcurrency());
        if (probe.hasPort()) {
            builder.port(probe.getPort());
        }
        if (probe.hasSourcePort()) {
            builder.sourcePort(probe.getSourcePort());
        }
        if (probe.hasFlowLabel()) {
            builder.flowLabel(probe.getFlowLabel());
        }
        if (probe.getFlow() != 0) {
            builder.flow(probe.getFlow());
        }
        if (probe.hasPacketsPerSecond()) {
            builder.rateLimit(probe.getPacketsPerSecond());
        }
        if (operation.hasDeadlineNanos()) {
            builder.deadline(Duration.ofNanos(operation.getDeadlineNanos()));
        }
        return builder;
    }

    static AddressFamily family(Probe probe) {
        return constant(AddressFamily.class, "address family", probe.getFamily());
    }

    static FlowMethod flowMethod(Probe probe) {
        return constant(FlowMethod.class, "flow method", probe.getFlowMethod());
    }

    static <E extends Enum<E>> E constant(Class<E> type, String what, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("this vantage point does not know the %s %s: upgrade its agent"
                    .formatted(what, Bounds.sentence(name)));
        }
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidRequestException(sentence);
        }
    }
}
