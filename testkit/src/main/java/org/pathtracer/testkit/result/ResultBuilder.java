// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Protocol;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TransportChoiceRecord;

/**
 * Collects what all results have in common.
 *
 * @param <R> the result
 * @param <B> the builder
 * @since 0.1.0
 */
public abstract sealed class ResultBuilder<R extends Run, B extends ResultBuilder<R, B>>
        permits TraceResults,
                PingResults,
                MonitorResults,
                MultipathResults,
                PathMtuResults,
                BufferbloatResults,
                Diagnoses {
    private final Map<String, String> options = new LinkedHashMap<>();
    final String target;
    InetAddress address;
    private Protocol protocol = Protocol.ICMP;
    private TransportChoice transport = new TransportChoiceRecord("made", "made by hand", List.of());
    private Instant started = Instant.EPOCH;
    private Duration duration = Duration.ofSeconds(1);

    private @Nullable StopReason stopReason;

    private Optional<InetAddress> source = Optional.empty();
    private boolean networkChanged;

    ResultBuilder(String target) {
        this.target = Objects.requireNonNull(target, "target");
        address = Literals.isLiteral(target) ? Literals.address(target) : Literals.address("192.0.2.80");
    }

    abstract B self();

    /** Returns the result. */
    public abstract R build();

    /**
     * The address that was probed. Default: the target, if it is an address literal, else {@code 192.0.2.80}.
     *
     * @param literal an IPv4 or IPv6 address
     */
    public B address(String literal) {
        address = Literals.address(literal);
        return self();
    }

    /** What the probes were made of. Default: ICMP. */
    public B protocol(Protocol value) {
        protocol = Objects.requireNonNull(value, "protocol");
        return self();
    }

    /** Name of the transport. Default: {@code made}. */
    public B transport(String name) {
        transport = new TransportChoiceRecord(Objects.requireNonNull(name, "name"), "asked for", List.of());
        return self();
    }

    /**
     * The address from which the probes left. Default: not known.
     *
     * @param literal an IPv4 or IPv6 address
     */
    public B source(String literal) {
        source = Optional.of(Literals.address(literal));
        return self();
    }

    /** When it started. Default: the start of 1970. */
    public B started(Instant value) {
        started = Objects.requireNonNull(value, "started");
        return self();
    }

    /** How long it took. Default: 1 s. */
    public B duration(Duration value) {
        duration = Objects.requireNonNull(value, "duration");
        return self();
    }

    /** Why it ended. Default: what follows from the rest. */
    public B stopReason(StopReason value) {
        stopReason = Objects.requireNonNull(value, "stopReason");
        return self();
    }

    /** Another option of the request. Default: none. */
    public B option(String name, String value) {
        options.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return self();
    }

    /** Whether this host came into another network meanwhile. Default: no. */
    public B networkChanged(boolean value) {
        networkChanged = value;
        return self();
    }

    RunRecord run(StopReason usual, long probesSent, long repliesReceived) {
        return new RunRecord(
                protocol,
                transport,
                source,
                started,
                duration,
                stopReason == null ? usual : stopReason,
                probesSent,
                repliesReceived,
                networkChanged,
                options);
    }
}
