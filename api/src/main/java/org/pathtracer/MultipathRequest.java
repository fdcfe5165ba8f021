// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathRouter;

/**
 * A request to find all paths to a target. Built by {@link #to(String)}:
 *
 * <pre>{@code
 * MultipathRequest.to("example.com").confidence(0.99).maxWidth(32).build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class MultipathRequest implements Request<MultipathEvent, MultipathResult> {
    /** The scope of a confidence. */
    public enum Scope {
        /** Each place where paths may part, by itself. */
        NODE,
        /** The graph as a whole. */
        GRAPH
    }

    private final Target target;
    private final ProbeOptions probe;
    private final Optional<Duration> deadline;
    private final boolean flowSaid;
    private final OptionalLong seed;
    private final double confidence;
    private final double leastShare;
    private final Scope scope;
    private final MultipathAlgorithm algorithm;
    private final int firstHop;
    private final int maxHops;
    private final int maxWidth;
    private final int flows;
    private final int maxProbes;
    private final int neighbours;
    private final int retries;
    private final int gapLimit;
    private final Duration timeout;
    private final AdaptiveTimeout adaptiveTimeout;
    private final boolean thrifty;
    private final boolean aliases;
    private final boolean enrichment;
    private final boolean reverseDns;

    private MultipathRequest(Builder builder) {
        target = builder.target;
        probe = builder.probeOptions();
        deadline = builder.deadline;
        flowSaid = builder.flowSaid;
        seed = builder.seed;
        confidence = builder.confidence;
        leastShare = builder.leastShare;
        scope = builder.scope;
        algorithm = builder.algorithm;
        firstHop = builder.firstHop;
        maxHops = builder.maxHops;
        maxWidth = builder.maxWidth;
        flows = builder.flows;
        maxProbes = builder.maxProbes;
        neighbours = builder.neighbours;
        retries = builder.retries;
        gapLimit = builder.gapLimit;
        timeout = builder.timeout;
        adaptiveTimeout = builder.adaptiveTimeout;
        thrifty = builder.thrifty;
        aliases = builder.aliases;
        enrichment = builder.enrichment;
        reverseDns = builder.reverseDns;
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

    /** Returns whether {@link Builder#flow} or {@link Builder#sourcePort} chose the first flow. */
    public boolean flowSaid() {
        return flowSaid;
    }

    /** Returns the number that chooses the first flow; empty if it is random. */
    public OptionalLong seed() {
        return seed;
    }

    /** Returns the requested probability of finding everything, between 0 and 1. */
    public double confidence() {
        return confidence;
    }

    /** Returns the share of a balancer's flows that each of its ways gets at least; 1 for equal shares. */
    public double leastShare() {
        return leastShare;
    }

    /** Returns the scope of the confidence. */
    public Scope scope() {
        return scope;
    }

    /** Returns the algorithm. */
    public MultipathAlgorithm algorithm() {
        return algorithm;
    }

    /** Returns the first TTL to probe. */
    public int firstHop() {
        return firstHop;
    }

    /** Returns the last TTL to probe. */
    public int maxHops() {
        return maxHops;
    }

    /** Returns the number of addresses at one TTL beyond which no further ones are searched for. */
    public int maxWidth() {
        return maxWidth;
    }

    /** Returns the largest number of flows. */
    public int flows() {
        return flows;
    }

    /** Returns the largest number of probes. */
    public int maxProbes() {
        return maxProbes;
    }

    /** Returns the number of neighbours of the target that are probed to find balancers by destination. */
    public int neighbours() {
        return neighbours;
    }

    /** Returns the number of repetitions of an unanswered probe. */
    public int retries() {
        return retries;
    }

    /** Returns the number of silent TTLs in a row that end the search; 0 if they never do. */
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

    /** Returns whether probes that only confirm the usual are left out. */
    public boolean thrifty() {
        return thrifty;
    }

    /** Returns whether addresses are grouped by router. */
    public boolean aliases() {
        return aliases;
    }

    /** Returns whether vertices get names and networks. */
    public boolean enrichment() {
        return enrichment;
    }

    /** Returns whether vertices get host names, if enrichment is on. */
    public boolean reverseDns() {
        return reverseDns;
    }

    @Override
    public String toString() {
        return "MultipathRequest[" + target + ", " + probe.protocol() + ", " + algorithm + ", " + scope + " "
                + confidence + "]";
    }

    /** Collects and checks the options. Default protocol: UDP. */
    public static final class Builder extends FlowRequestBuilder<Builder> {
        private static final int HIGHEST_FLOW = 65_533;

        private OptionalLong seed = OptionalLong.empty();
        private double confidence = 0.95;
        private double leastShare = 1;
        private Scope scope = Scope.GRAPH;
        private MultipathAlgorithm algorithm = MultipathAlgorithm.MDA_LITE;
        private int firstHop = 1;
        private int maxHops = 30;
        private int maxWidth = 128;
        private int flows = 4096;
        private int maxProbes = 20_000;
        private int neighbours;
        private int retries = 2;
        private int gapLimit = 5;
        private Duration timeout = Duration.ofSeconds(1);
        private AdaptiveTimeout adaptiveTimeout = AdaptiveTimeout.DEFAULT;
        private boolean thrifty;
        private boolean aliases;
        private boolean enrichment = true;
        private boolean reverseDns = true;
        private boolean reverseDnsAsked;

        private Builder(Target target) {
            super(target);
            protocol(Protocol.UDP);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the probability of finding the whole graph; replaces {@link #nodeConfidence}.
         *
         * @param chance between 0 and 1, both excluded. Default: 0.95
         */
        public Builder confidence(double chance) {
            confidence = Check.confidence("confidence", chance);
            scope = Scope.GRAPH;
            return this;
        }

        /**
         * Sets the probability of finding all successors of each vertex, as other tools mean it; replaces
         * {@link #confidence}. For a graph with many branches, the probability of finding the whole graph is much
         * lower.
         *
         * @param chance between 0 and 1, both excluded
         */
        public Builder nodeConfidence(double chance) {
            confidence = Check.confidence("confidence", chance);
            scope = Scope.NODE;
            return this;
        }

        /**
         * Sets the number that chooses the flows: discoveries with the same seed use the same flows. Without a seed,
         * each discovery chooses its flows at random, so that another discovery may find what one misses. A seed is
         * refused beside {@link #flow} or {@link #sourcePort}, which choose the flows themselves.
         *
         * @param value any number
         */
        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        /**
         * Sets the smallest share of a balancer's flows for which a way is found with the requested confidence. By
         * default, ways are assumed to get equal shares until flows show otherwise. A balancer that sends 90 % of the
         * flows one way hides the other way from the usual number of flows: {@code leastShare(0.1)} sends about five
         * times as many.
         *
         * @param share 0.01 to 1; 1 for equal shares. Default: 1
         */
        public Builder leastShare(double share) {
            leastShare = Check.share("least share", share);
            return this;
        }

        /** Sets the algorithm. Default: {@link MultipathAlgorithm#MDA_LITE}. */
        public Builder algorithm(MultipathAlgorithm value) {
            algorithm = Objects.requireNonNull(value, "algorithm");
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
         * Sets the number of addresses at one TTL beyond which no further ones are searched for.
         *
         * @param vertices 1 to 1024. Default: 128
         */
        public Builder maxWidth(int vertices) {
            maxWidth = Check.range("max width", vertices, 1, 1024);
            return this;
        }

        /**
         * Limits the number of flows. They are counted from {@link #flow} on if that or {@link #sourcePort} is set,
         * else from a number that is random or chosen by {@link #seed}.
         *
         * @param count 1 to 65534. Default: 4096
         */
        public Builder flows(int count) {
            flows = Check.range("number of flows", count, 1, HIGHEST_FLOW + 1);
            return this;
        }

        /**
         * Limits the number of probes. At the limit, the result is what is known by then.
         *
         * @param count 1 to 1,000,000. Default: 20,000
         */
        public Builder maxProbes(int count) {
            maxProbes = Check.range("max probes", count, 1, 1_000_000);
            return this;
        }

        /**
         * Sets the number of neighbours of the target, in its /24 or /120, that are probed as well, to find balancers
         * that use the destination only.
         *
         * @param count 0 to 64. Default: 0
         */
        public Builder neighbours(int count) {
            neighbours = Check.range("number of neighbours", count, 0, 64);
            return this;
        }

        /**
         * Sets the number of repetitions of an unanswered probe.
         *
         * @param count 0 to 10. Default: 2
         */
        public Builder retries(int count) {
            retries = Check.range("retries", count, 0, 10);
            return this;
        }

        /**
         * Sets the number of silent TTLs in a row that end the search.
         *
         * @param hops 0 (no such end) to 255. Default: 5
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
         * Sets whether to leave out the probes that only confirm the usual, as scamper's {@code tracelb} does: that
         * paths do not part at this host, that the target is equally far on all of them, and that balancers use flows.
         * The stated confidence leaves these assumptions out, and the result's limits list them.
         *
         * @param value whether to do so. Default: false
         */
        public Builder thrifty(boolean value) {
            thrifty = value;
            return this;
        }

        /**
         * Sets whether to group the addresses of a TTL by router. Probes each of them 12 times more and compares the
         * answers, see {@link MultipathRouter.Evidence}. Counters are visible over IPv4 only, to a transport that sees
         * identifications (raw sockets).
         *
         * @param value whether to do so. Default: false
         */
        public Builder aliases(boolean value) {
            aliases = value;
            return this;
        }

        /**
         * Sets whether vertices get names and networks. {@link PathTracer.Builder#enrichment} configures the look-ups,
         * which run beside the probing. Default: true.
         */
        public Builder enrichment(boolean value) {
            enrichment = value;
            return this;
        }

        /** Sets whether vertices get host names, by reverse DNS. Without enrichment they get none. Default: true. */
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
        public MultipathRequest build() {
            Check.require(
                    enrichment || !reverseDnsAsked,
                    "host names are a part of enrichment: leave out reverse DNS, or take both");
            Check.require(firstHop <= maxHops, "first hop %d is beyond max hops %d".formatted(firstHop, maxHops));
            Check.require(
                    seed.isEmpty() || !flowSaid,
                    "a flow or a source port says which flows are used, so a seed has none to choose: leave out either");
            MultipathRequest request = new MultipathRequest(this);
            int last = request.probe.flow() + flows - 1;
            Check.require(
                    last <= HIGHEST_FLOW,
                    "flows %d to %d are too many: the highest flow is %d"
                            .formatted(request.probe.flow(), last, HIGHEST_FLOW));
            return request;
        }
    }
}
