// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.check.Argument;

/**
 * A request to trace the path to a target. Built by {@link #to(String)}:
 *
 * <pre>{@code
 * TraceRequest.to("example.com").maxHops(20).queries(1).timeout(Duration.ofMillis(500)).build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TraceRequest implements Request<TraceEvent, TraceResult> {
    private final Target target;
    private final ProbeOptions probe;
    private final Optional<Duration> deadline;
    private final int firstHop;
    private final int maxHops;
    private final int queries;
    private final int retries;
    private final int gapLimit;
    private final Duration timeout;
    private final AdaptiveTimeout adaptiveTimeout;
    private final boolean sequential;
    private final boolean enrichment;
    private final boolean reverseDns;
    private final boolean diagnoseLoss;
    private final boolean pacing;

    /** With the options that a builder has collected, and checks first. */
    TraceRequest(TraceOptionsBuilder<?> builder, Target target, boolean enrichment, boolean reverseDns) {
        builder.checkHops();
        this.target = target;
        this.enrichment = enrichment;
        this.reverseDns = reverseDns;
        probe = builder.probeOptions();
        deadline = builder.deadline;
        firstHop = builder.firstHop;
        maxHops = builder.maxHops;
        queries = builder.queries;
        retries = builder.retries;
        gapLimit = builder.gapLimit;
        timeout = builder.timeout;
        adaptiveTimeout = builder.adaptiveTimeout;
        sequential = builder.sequential;
        diagnoseLoss = builder.diagnoseLoss;
        pacing = builder.pacing;
    }

    /**
     * Starts a request.
     *
     * @param target host name, IPv4 or IPv6 address, with a zone if need be ({@code fe80::1%eth0})
     */
    public static Builder to(String target) {
        return new Builder(TargetText.host("target", target));
    }

    /**
     * Starts a request.
     *
     * @throws InvalidRequestException if the target is a block of addresses
     */
    public static Builder to(Target target) {
        Objects.requireNonNull(target, "target");
        return new Builder(TargetText.requireHost(target));
    }

    /**
     * Starts a request to trace the paths to several targets in one operation.
     *
     * @param targets at least one; blocks stand for each host in them
     */
    public static BulkTraceRequest.Builder to(Collection<Target> targets) {
        return new BulkTraceRequest.Builder(Argument.copy("targets", targets));
    }

    /**
     * Starts a request to trace the paths to several targets in one operation.
     *
     * @param targets host names, addresses, or blocks of addresses; at least one
     */
    public static BulkTraceRequest.Builder toAll(Collection<String> targets) {
        return new BulkTraceRequest.Builder(Targets.of(targets));
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public ProbeOptions probe() {
        return probe;
    }

    @Override
    public Optional<Duration> deadline() {
        return deadline;
    }

    /** Returns the first TTL to probe. */
    public int firstHop() {
        return firstHop;
    }

    /** Returns the last TTL to probe. */
    public int maxHops() {
        return maxHops;
    }

    /** Returns the number of probes per TTL. */
    public int queries() {
        return queries;
    }

    /** Returns the number of further probes for a TTL that answered none. */
    public int retries() {
        return retries;
    }

    /** Returns the number of silent hops in a row after which the trace ends; 0 if it never ends so. */
    public int gapLimit() {
        return gapLimit;
    }

    /** Returns the longest wait for one answer. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the rule that gives up a silent probe before its timeout. */
    public AdaptiveTimeout adaptiveTimeout() {
        return adaptiveTimeout;
    }

    /** Returns whether at most one probe is in flight. */
    public boolean sequential() {
        return sequential;
    }

    /** Returns whether hops get names, networks and segments. */
    public boolean enrichment() {
        return enrichment;
    }

    /** Returns whether hops get host names, if enrichment is on. */
    public boolean reverseDns() {
        return reverseDns;
    }

    /** Returns whether a hop is probed no faster than it answers. */
    public boolean pacing() {
        return pacing;
    }

    /** Returns whether hops that lost some of their probes are probed again to find the cause. */
    public boolean diagnoseLoss() {
        return diagnoseLoss;
    }

    @Override
    public String toString() {
        return "TraceRequest[" + target + ", " + probe.protocol() + ", hops " + firstHop + ".." + maxHops + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends TraceOptionsBuilder<Builder> {
        private boolean enrichment = true;
        private boolean reverseDns = true;
        private boolean reverseDnsAsked;

        private Builder(Target target) {
            super(target);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets whether hops get names, networks and segments. {@link PathTracer.Builder#enrichment} configures the
         * look-ups, which run beside the probing. Default: true.
         */
        public Builder enrichment(boolean value) {
            enrichment = value;
            return this;
        }

        /** Sets whether hops get host names, by reverse DNS. Without enrichment they get none. Default: true. */
        public Builder reverseDns(boolean value) {
            reverseDns = value;
            reverseDnsAsked = value;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if options contradict each other
         */
        public TraceRequest build() {
            Check.require(
                    enrichment || !reverseDnsAsked,
                    "host names are a part of enrichment: leave out reverse DNS, or take both");
            return new TraceRequest(this, target, enrichment, reverseDns);
        }
    }
}
