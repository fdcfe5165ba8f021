// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to trace the paths to several targets in one operation. Built by {@link TraceRequest#to(Collection)}:
 *
 * <pre>{@code
 * TraceRequest.to(List.of(Target.of("192.0.2.0/24"))).queries(1).stopSet(true).build()
 * }</pre>
 *
 * <p>The traces are independent, unless they share a {@linkplain Builder#stopSet stop set}. By default there is no rate
 * limit, and up to 8,192 probes may be in flight. Names and networks of hops are not looked up.
 *
 * @since 0.1.0
 */
public final class BulkTraceRequest implements Request<BulkTraceEvent, BulkTraceResult> {
    private static final int MOST_TARGETS = 65_536;
    private static final int MOST_TRACES = 4096;
    private static final int MOST_PROBES = 16_383;

    private final List<Target> targets;
    private final TraceRequest first;
    private final boolean stopSet;
    private final int concurrentTraces;

    private BulkTraceRequest(Builder builder) {
        targets = builder.targets.list();
        Check.require(
                hostCount() <= MOST_TARGETS,
                "%d targets to trace, but at most %d can be".formatted(hostCount(), MOST_TARGETS));
        first = new TraceRequest(builder, firstHost(target()), false, false);
        int probes = (first.maxHops() - first.firstHop() + 1) * (first.queries() + first.retries());
        Check.require(
                probes <= MOST_PROBES,
                "%d probes to each target, but at most %d can be: ask for fewer hops, queries or retries"
                        .formatted(probes, MOST_PROBES));
        stopSet = builder.stopSet;
        concurrentTraces = builder.concurrentTraces;
        Check.require(
                !stopSet || first.probe().flowMethod() != FlowMethod.CLASSIC,
                "a stop set takes paths that stay, but each probe of a classic trace may go another way: leave out one");
    }

    private static Target firstHost(Target target) {
        return target instanceof Target.Block block
                ? Target.of(block.addresses().get(0))
                : target;
    }

    /** Returns the first target. */
    @Override
    public Target target() {
        return targets.get(0);
    }

    @Override
    public List<Target> targets() {
        return targets;
    }

    @Override
    public ProbeOptions probe() {
        return first.probe();
    }

    @Override
    public Optional<Duration> deadline() {
        return first.deadline();
    }

    /** Returns the options of each trace, as those of a request to the first host alone. */
    public TraceRequest each() {
        return first;
    }

    /** Returns whether routers that are known from other traces are not asked again. */
    public boolean stopSet() {
        return stopSet;
    }

    /** Returns the number of traces that may run at the same time. */
    public int concurrentTraces() {
        return concurrentTraces;
    }

    @Override
    public String toString() {
        String others = targets.size() == 1 ? "" : " and %d more".formatted(targets.size() - 1);
        return "BulkTraceRequest[" + target() + others + ", " + probe().protocol() + (stopSet ? ", stop set]" : "]");
    }

    /** Collects and checks the options. */
    public static final class Builder extends TraceOptionsBuilder<Builder> {
        private static final int USUAL_CONCURRENCY = 8192;

        private final Targets targets = new Targets();
        private boolean stopSet;
        private int concurrentTraces = 1024;

        Builder(List<Target> all) {
            super(Targets.first(all));
            targets.add(all);
            rateLimit = RateLimit.NONE;
            maxConcurrency = USUAL_CONCURRENCY;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Adds targets. A target that is named twice is traced once. */
        public Builder targets(String... more) {
            Objects.requireNonNull(more, "targets");
            return targets(Arrays.asList(more));
        }

        /** Adds targets. A target that is named twice is traced once. */
        public Builder targets(Collection<String> more) {
            targets.add(Targets.of(more));
            return this;
        }

        /** Adds targets. A target that is named twice is traced once. */
        public Builder targets(Target... more) {
            Objects.requireNonNull(more, "targets");
            targets.add(Arrays.asList(more));
            return this;
        }

        /**
         * Sets whether routers that are known from the traces to other targets are not asked again (Doubletree: Donnet,
         * Raoult, Friedman and Crovella, "Efficient algorithms for large-scale topology discovery", SIGMETRICS 2005). A
         * trace then begins near its target, and goes back towards this host only as far as it finds routers of which
         * it is not yet known what is in front of them. That is known once six traces have seen the same router there,
         * and none another. What is in front is {@linkplain Hop#inferred inferred}, and no probe is sent to it.
         *
         * <p>This takes paths for a tree: the way to a router is the same for all targets behind it. Where a load
         * balancer chooses by destination and six traces happened to go the same way, or where routes change, a trace
         * may be told a hop that its own packets do not pass. Default: false.
         */
        public Builder stopSet(boolean value) {
            stopSet = value;
            return this;
        }

        /**
         * Sets the number of traces that may run at the same time. With a stop set, fewer run at the beginning.
         *
         * @param traces 1 to 4096. Default: 1024
         */
        public Builder concurrentTraces(int traces) {
            concurrentTraces = Check.range("concurrent traces", traces, 1, MOST_TRACES);
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if options contradict each other, or there are more than 65,536 targets, or
         *     more than 16,383 probes to each
         */
        public BulkTraceRequest build() {
            return new BulkTraceRequest(this);
        }
    }
}
