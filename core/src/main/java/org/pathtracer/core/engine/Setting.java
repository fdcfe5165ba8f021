// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.pathtracer.Limit;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.ProbeProfile;

/**
 * What an operation finds when it starts.
 *
 * @param endpoints its targets in the order asked for, of which at least one can be probed
 * @param transport which was chosen, and why
 * @param oneProbePerFlow whether the transport can have only one probe of a flow in flight
 * @param clock the loop's, in nanoseconds
 * @param startNanos by that clock
 * @param deadline by that clock; {@link Long#MAX_VALUE} for none
 * @param started {@code startNanos} by the wall clock, a label only
 * @param networkChanged whether this host came into another network since the operation was asked for
 * @param simulated whether the network exists in this process alone
 * @param lostHere packets that this host lost itself since the start
 * @param source the address from which probes leave to the first target that can be probed, if known
 */
public record Setting(
        List<Endpoint> endpoints,
        TransportChoice transport,
        boolean oneProbePerFlow,
        LongSupplier clock,
        long startNanos,
        long deadline,
        Instant started,
        BooleanSupplier networkChanged,
        boolean simulated,
        LongSupplier lostHere,
        Optional<InetAddress> source) {
    /** On a host that loses nothing. */
    public Setting(
            List<Endpoint> endpoints,
            TransportChoice transport,
            boolean oneProbePerFlow,
            LongSupplier clock,
            long startNanos,
            long deadline,
            Instant started,
            BooleanSupplier networkChanged,
            boolean simulated) {
        this(
                endpoints,
                transport,
                oneProbePerFlow,
                clock,
                startNanos,
                deadline,
                started,
                networkChanged,
                simulated,
                () -> 0,
                Optional.empty());
    }

    /** With one target, in a real network that stays. */
    public Setting(
            ProbeProfile profile,
            TransportChoice transport,
            boolean oneProbePerFlow,
            LongSupplier clock,
            long startNanos,
            long deadline,
            Instant started) {
        this(
                List.of(new Endpoint.Found(PingTargetRecord.at(profile.destination()), profile)),
                transport,
                oneProbePerFlow,
                clock,
                startNanos,
                deadline,
                started,
                () -> false,
                false);
    }

    /** Returns when it began, in nanoseconds since the start of 1970. */
    public long startEpochNanos() {
        return started.getEpochSecond() * 1_000_000_000 + started.getNano();
    }

    /** The same with one target alone. */
    public Setting of(Endpoint endpoint) {
        return of(List.of(endpoint));
    }

    /** The same with some of its targets. */
    public Setting of(List<Endpoint> some) {
        return with(some, oneProbePerFlow);
    }

    /** The same with one probe of a flow in flight, since answers can't be told apart. */
    public Setting oneByOne() {
        return with(endpoints, true);
    }

    private Setting with(List<Endpoint> theEndpoints, boolean oneByOne) {
        return new Setting(
                theEndpoints,
                transport,
                oneByOne,
                clock,
                startNanos,
                deadline,
                started,
                networkChanged,
                simulated,
                lostHere,
                source);
    }

    /**
     * The transport, with what it can't do; and what this host lost so far, so that it is not taken for the network.
     */
    @Override
    public TransportChoice transport() {
        return told(transport, lostHere.getAsLong());
    }

    /** A transport, with what this host lost while it was used. */
    public static TransportChoice told(TransportChoice transport, long lost) {
        if (lost == 0) {
            return transport;
        }
        List<Limit<TransportLimit>> limits = new ArrayList<>(transport.limits());
        limits.add(new Limit<>(
                TransportLimit.LOST_HERE,
                ("this host lost %d packets that it had received, since a socket's buffer was full;"
                                + " silence may be its own, and is no sign of loss in the network")
                        .formatted(lost)));
        return new TransportChoiceRecord(transport.name(), transport.reason(), limits, lost);
    }

    /** The first target that can be probed, the only one of most operations, and how probes to it look. */
    public ProbeProfile profile() {
        for (Endpoint endpoint : endpoints) {
            if (endpoint instanceof Endpoint.Found found) {
                return found.profile();
            }
        }
        throw new IllegalStateException("an operation without a target that can be probed");
    }

    /** Time since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(clock.getAsLong() - startNanos);
    }
}
