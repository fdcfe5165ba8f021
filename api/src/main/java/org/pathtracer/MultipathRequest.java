// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathRouter;

/**
 * Which paths to find and how. Built by {@link #to(String)}:
 *
 * <pre>{@code
 * MultipathRequest.to("example.com").confidence(0.99).maxWidth(32).build()
 * }</pre>
 */
public final class MultipathRequest implements Request<MultipathEvent, MultipathResult> {
    /** What a confidence is asked for. */
    public enum Scope {
        /** Each place where paths may part, by itself. */
        NODE,
        /** The graph as a whole. */
        GRAPH
    }

    private final String target;
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

    /** Whether the caller said which flow is the first, by {@link Builder#flow} or {@link Builder#sourcePort}. */
    public boolean flowSaid() {
        return flowSaid;
    }

    /** Number from which the first flow is chosen; empty for chance. */
    public OptionalLong seed() {
        return seed;
    }

    /** Chance that is asked for of finding everything, between 0 and 1. */
    public double confidence() {
        return confidence;
    }

    /** Share of a balancer's flows that each of its ways gets at least; 1 if ways are taken to get equal shares. */
    public double leastShare() {
        return leastShare;
    }

    /** For what it is asked. */
    public Scope scope() {
        return scope;
    }

    /** How probes are spent. */
    public MultipathAlgorithm algorithm() {
        return algorithm;
    }

    /** First TTL to probe. */
    public int firstHop() {
        return firstHop;
    }

    /** Last TTL to probe. */
    public int maxHops() {
        return maxHops;
    }

    /** Addresses at one TTL beyond which no more are looked for. */
    public int maxWidth() {
        return maxWidth;
    }

    /** Most flows to use. */
    public int flows() {
        return flows;
    }

    /** Most probes to send. */
    public int maxProbes() {
        return maxProbes;
    }

    /** Neighbours of the target to probe for balancers by destination. */
    public int neighbours() {
        return neighbours;
    }

    /** Further probes for one that was not answered. */
    public int retries() {
        return retries;
    }

    /** Silent TTLs in a row behind which nothing is looked for; 0 for no such end. */
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

    /** Whether probes are saved where nothing unusual is expected. */
    public boolean thrifty() {
        return thrifty;
    }

    /** Whether addresses of one router are looked for. */
    public boolean aliases() {
        return aliases;
    }

    /** Whether vertices get names and networks. */
    public boolean enrichment() {
        return enrichment;
    }

    /** Whether vertices get names, if they get anything. */
    public boolean reverseDns() {
        return reverseDns;
    }

    @Override
    public String toString() {
        return "MultipathRequest[" + target + ", " + probe.protocol() + ", " + algorithm + ", " + scope + " "
                + confidence + "]";
    }

    /** Collects and checks the options. UDP unless said. */
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

        private Builder(String target) {
            super(Check.host("target", target));
            protocol(Protocol.UDP);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Finds the whole graph with this chance; replaces {@link #nodeConfidence}.
         *
         * @param chance between 0 and 1, both excluded; 0.95 if not said
         */
        public Builder confidence(double chance) {
            confidence = Check.confidence("confidence", chance);
            scope = Scope.GRAPH;
            return this;
        }

        /**
         * Finds all successors of each vertex with this chance, as other tools mean it, which for a graph with many
         * branches is much less than for one; replaces {@link #confidence}.
         *
         * @param chance between 0 and 1, both excluded
         */
        public Builder nodeConfidence(double chance) {
            confidence = Check.confidence("confidence", chance);
            scope = Scope.NODE;
            return this;
        }

        /**
         * Chooses the flows by this number: discoveries with the same seed use the same flows. Without a seed each
         * discovery chooses its own flows by chance, so what one misses by bad luck another one finds. {@link #flow}
         * and {@link #sourcePort} say which flows are used, so a seed beside them is refused.
         *
         * @param value any number
         */
        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        /**
         * Finds ways with the confidence asked for that get this share of a balancer's flows or more. If not said, ways
         * are taken to get equal shares until flows show that they don't. A balancer that sends 90 % one way hides the
         * other from as many flows as usually are enough: {@code leastShare(0.1)} sends about five times as many.
         *
         * @param share 0.01 to 1; 1 for equal shares. Default: 1
         */
        public Builder leastShare(double share) {
            leastShare = Check.share("least share", share);
            return this;
        }

        /** How to spend probes; {@link MultipathAlgorithm#MDA_LITE} if not said. */
        public Builder algorithm(MultipathAlgorithm value) {
            algorithm = Objects.requireNonNull(value, "algorithm");
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
         * Number of addresses at one TTL beyond which no more are looked for.
         *
         * @param vertices 1 to 1024; 128 if not said
         */
        public Builder maxWidth(int vertices) {
            maxWidth = Check.range("max width", vertices, 1, 1024);
            return this;
        }

        /**
         * Bound on the number of flows. They are counted from {@link #flow} on if that or {@link #sourcePort} was said,
         * else from a number that is chosen by chance or by {@link #seed}.
         *
         * @param count 1 to 65534; 4096 if not said
         */
        public Builder flows(int count) {
            flows = Check.range("number of flows", count, 1, HIGHEST_FLOW + 1);
            return this;
        }

        /**
         * Bound on the number of probes; when they are spent, the result is what is known by then.
         *
         * @param count 1 to 1,000,000; 20,000 if not said
         */
        public Builder maxProbes(int count) {
            maxProbes = Check.range("max probes", count, 1, 1_000_000);
            return this;
        }

        /**
         * Also probes so many neighbours of the target, in its /24 or /120, to find balancers that look at the
         * destination only.
         *
         * @param count 0 (none, if not said) to 64
         */
        public Builder neighbours(int count) {
            neighbours = Check.range("number of neighbours", count, 0, 64);
            return this;
        }

        /**
         * Further probes for one that was not answered.
         *
         * @param count 0 to 10; 2 if not said
         */
        public Builder retries(int count) {
            retries = Check.range("retries", count, 0, 10);
            return this;
        }

        /**
         * Silent TTLs in a row behind which nothing is looked for.
         *
         * @param hops 0 (no such end) to 255; 5 if not said
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

        /**
         * Saves the probes that only show that nothing is unusual, as scamper's {@code tracelb} does: takes for granted
         * that paths don't part at this host, that the target is as far on all of them, and that balancers look at
         * flows. What the result states of its confidence leaves these out, and its limits say so.
         *
         * @param value no if not said
         */
        public Builder thrifty(boolean value) {
            thrifty = value;
            return this;
        }

        /**
         * Also finds out which addresses of a TTL belong to one router: asks each of them 12 times more, and looks at
         * what their answers have in common, see {@link MultipathRouter.Evidence}. Of that, counters show over IPv4
         * only, and to a transport that sees identifications (raw sockets).
         *
         * @param value no if not said
         */
        public Builder aliases(boolean value) {
            aliases = value;
            return this;
        }

        /**
         * Whether vertices get names and networks; yes if not said. What is looked up, and where,
         * {@link PathTracer.Builder#enrichment} says; look-ups run beside the probing.
         */
        public Builder enrichment(boolean value) {
            enrichment = value;
            return this;
        }

        /** Whether vertices get host names, by reverse DNS. Default: true. Without enrichment they get none. */
        public Builder reverseDns(boolean value) {
            reverseDns = value;
            reverseDnsAsked = value;
            return this;
        }

        /**
         * The request.
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
