// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

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

    private TraceRequest(Builder builder) {
        target = builder.target;
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
        enrichment = builder.enrichment;
        reverseDns = builder.reverseDns;
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
    public static final class Builder extends FlowRequestBuilder<Builder> {
        private int firstHop = 1;
        private int maxHops = 30;
        private int queries = 3;
        private int retries;
        private int gapLimit = 10;
        private Duration timeout = Duration.ofSeconds(1);
        private AdaptiveTimeout adaptiveTimeout = AdaptiveTimeout.DEFAULT;
        private boolean sequential;
        private boolean enrichment = true;
        private boolean reverseDns = true;
        private boolean reverseDnsAsked;
        private boolean diagnoseLoss;
        private boolean pacing = true;

        private Builder(Target target) {
            super(target);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the first TTL to probe.
         *
         * @param ttl 1 to 255, at most {@link #maxHops}. Default: 1
         */
        public Builder firstHop(int ttl) {
            firstHop = Check.range("first hop", ttl, 1, 255);
            return this;
        }

        /**
         * Sets the last TTL to probe.
         *
         * @param ttl 1 to 255. Default: 30
         */
        public Builder maxHops(int ttl) {
            maxHops = Check.range("max hops", ttl, 1, 255);
            return this;
        }

        /**
         * Sets the number of probes per TTL.
         *
         * @param count 1 to 100. Default: 3
         */
        public Builder queries(int count) {
            queries = Check.range("queries per hop", count, 1, 100);
            return this;
        }

        /**
         * Sets the number of further probes for a TTL that answered none, one after the other.
         *
         * @param count 0 to 100. Default: 0
         */
        public Builder retries(int count) {
            retries = Check.range("retries", count, 0, 100);
            return this;
        }

        /**
         * Sets the number of silent hops in a row after which the trace ends with {@link StopReason#GAP_LIMIT}.
         *
         * @param hops 0 (no such end) to 255. Default: 10
         */
        public Builder gapLimit(int hops) {
            gapLimit = Check.range("gap limit", hops, 0, 255);
            return this;
        }

        /** Sets the longest wait for one answer. Default: 1 s. */
        public Builder timeout(Duration span) {
            timeout = Check.span("timeout", span);
            return this;
        }

        /** Sets the rule that gives up a silent probe before its timeout. Default: {@link AdaptiveTimeout#DEFAULT}. */
        public Builder adaptiveTimeout(AdaptiveTimeout rule) {
            adaptiveTimeout = Objects.requireNonNull(rule, "adaptive timeout");
            return this;
        }

        /**
         * Sets whether at most one probe is in flight, TTL by TTL, instead of all TTLs at once. This is slower, with
         * the same result. Default: false.
         */
        public Builder sequential(boolean value) {
            sequential = value;
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
         * Sets whether each hop is probed no faster than it answers. A router that limits its ICMP messages then
         * answers more of many queries, and other hops are not slowed down. Default: true; false sends all queries of a
         * hop at once.
         */
        public Builder pacing(boolean value) {
            pacing = value;
            return this;
        }

        /**
         * Sets whether hops that lost some of their probes are probed again, slowly, fast and slowly, together with the
         * end of the path, to find the cause. This takes 7 seconds more, and up to four times 2 seconds while a hop is
         * undecided. The answers count for {@link Hop#lossVerdict} only. Default: false; the verdict then follows from
         * the trace itself.
         */
        public Builder diagnoseLoss(boolean value) {
            diagnoseLoss = value;
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
            Check.require(firstHop <= maxHops, "first hop " + firstHop + " is beyond max hops " + maxHops);
            return new TraceRequest(this);
        }
    }
}
