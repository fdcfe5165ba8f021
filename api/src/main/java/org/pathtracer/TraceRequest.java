// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What to trace and how. Built by {@link #to(String)}:
 *
 * <pre>{@code
 * TraceRequest.to("example.com").maxHops(20).queries(1).timeout(Duration.ofMillis(500)).build()
 * }</pre>
 */
public final class TraceRequest implements Request<TraceEvent, TraceResult> {
    private final String target;
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
        return new Builder(target);
    }

    @Override
    public String target() {
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

    /** First TTL to probe. */
    public int firstHop() {
        return firstHop;
    }

    /** Last TTL to probe. */
    public int maxHops() {
        return maxHops;
    }

    /** Probes per TTL. */
    public int queries() {
        return queries;
    }

    /** Further probes for a TTL that answered none. */
    public int retries() {
        return retries;
    }

    /** Silent hops in a row after which the trace ends; 0 for no such end. */
    public int gapLimit() {
        return gapLimit;
    }

    /** Longest wait for one answer. */
    public Duration timeout() {
        return timeout;
    }

    /** When to give up earlier. */
    public AdaptiveTimeout adaptiveTimeout() {
        return adaptiveTimeout;
    }

    /** Whether one probe at a time is in flight. */
    public boolean sequential() {
        return sequential;
    }

    /** Whether hops get names, networks and segments. */
    public boolean enrichment() {
        return enrichment;
    }

    /** Whether hops get names, if they get anything. */
    public boolean reverseDns() {
        return reverseDns;
    }

    /** Whether a hop is asked no faster than it answers. */
    public boolean pacing() {
        return pacing;
    }

    /** Whether hops that lost some of their probes are probed again to find out why. */
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

        private Builder(String target) {
            super(Check.host("target", target));
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * First TTL to probe.
         *
         * @param ttl 1 (if not said) to 255, at most {@link #maxHops}
         */
        public Builder firstHop(int ttl) {
            firstHop = Check.range("first hop", ttl, 1, 255);
            return this;
        }

        /**
         * Last TTL to probe.
         *
         * @param ttl 1 to 255; 30 if not said
         */
        public Builder maxHops(int ttl) {
            maxHops = Check.range("max hops", ttl, 1, 255);
            return this;
        }

        /**
         * Probes per TTL.
         *
         * @param count 1 to 100; 3 if not said
         */
        public Builder queries(int count) {
            queries = Check.range("queries per hop", count, 1, 100);
            return this;
        }

        /**
         * Further probes for a TTL that answered none, one after the other.
         *
         * @param count 0 (if not said) to 100
         */
        public Builder retries(int count) {
            retries = Check.range("retries", count, 0, 100);
            return this;
        }

        /**
         * Silent hops in a row after which the trace ends with {@link StopReason#GAP_LIMIT}.
         *
         * @param hops 0 (no such end) to 255; 10 if not said
         */
        public Builder gapLimit(int hops) {
            gapLimit = Check.range("gap limit", hops, 0, 255);
            return this;
        }

        /** Longest wait for one answer; a second if not said. */
        public Builder timeout(Duration span) {
            timeout = Check.span("timeout", span);
            return this;
        }

        /** When to give up a silent probe before its full timeout; {@link AdaptiveTimeout#DEFAULT} if not said. */
        public Builder adaptiveTimeout(AdaptiveTimeout rule) {
            adaptiveTimeout = Objects.requireNonNull(rule, "adaptive timeout");
            return this;
        }

        /** Sends one probe at a time, TTL by TTL, instead of all TTLs at once. Slower, same result. */
        public Builder sequential(boolean value) {
            sequential = value;
            return this;
        }

        /**
         * Whether hops get names, networks and segments; yes if not said. What is looked up, and where,
         * {@link PathTracer.Builder#enrichment} says; look-ups run beside the probing.
         */
        public Builder enrichment(boolean value) {
            enrichment = value;
            return this;
        }

        /** Whether hops get host names, by reverse DNS. Default: true. Without enrichment they get none. */
        public Builder reverseDns(boolean value) {
            reverseDns = value;
            reverseDnsAsked = value;
            return this;
        }

        /**
         * Asks each hop no faster than it answers: more of many queries are answered by a router that bounds its ICMP
         * messages, and others are not slowed. So if not said; false sends all queries of a hop at once.
         */
        public Builder pacing(boolean value) {
            pacing = value;
            return this;
        }

        /**
         * Probes hops that lost some of their probes again, slowly, fast and slowly, and the end of the path beside
         * them, to find out why: takes seven seconds more, and up to four times two more as long as nothing is decided.
         * Their answers count for {@link Hop#lossVerdict} alone. Default: false. Then the verdict is of what the trace
         * itself has shown.
         */
        public Builder diagnoseLoss(boolean value) {
            diagnoseLoss = value;
            return this;
        }

        /**
         * The request.
         *
         * @throws InvalidRequestException if options contradict each other
         */
        public TraceRequest build() {
            Check.require(
                    enrichment || !reverseDnsAsked,
                    "host names are a part of enrichment: leave out reverse DNS, or take both");
            Check.require(firstHop <= maxHops, "first hop %d is beyond max hops %d".formatted(firstHop, maxHops));
            return new TraceRequest(this);
        }
    }
}
