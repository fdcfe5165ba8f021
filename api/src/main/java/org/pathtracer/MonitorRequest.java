// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.check.Argument;

/**
 * A request to trace the paths to one target or several again and again. A cycle is a trace with one probe for each
 * TTL:
 *
 * <pre>{@code
 * MonitorRequest.to("example.com").cycles(100).interval(Duration.ofMillis(500)).build()
 * }</pre>
 *
 * <p>{@link Builder#interval} sets the pace. By default there is no rate limit, and up to 8,192 probes may be in
 * flight. A target may be a block of addresses such as {@code 192.0.2.0/28}, as for a ping.
 *
 * @since 0.1.0
 */
public final class MonitorRequest implements Request<MonitorEvent, MonitorResult> {
    private static final int MOST_TARGETS = 1024;

    private final List<Target> targets;
    private final ProbeOptions probe;
    private final Optional<Duration> deadline;
    private final int cycles;
    private final Duration interval;
    private final Duration timeout;
    private final int firstHop;
    private final int maxHops;
    private final int gapLimit;
    private final AdaptiveTimeout adaptiveTimeout;
    private final int changeAfter;

    private MonitorRequest(Builder builder) {
        targets = builder.targets.list();
        Check.require(
                hostCount() <= MOST_TARGETS,
                "%d targets to monitor, but at most %d can be".formatted(hostCount(), MOST_TARGETS));
        probe = builder.probeOptions();
        deadline = builder.deadline;
        cycles = builder.cycles;
        interval = builder.interval;
        timeout = builder.timeout;
        firstHop = builder.firstHop;
        maxHops = builder.maxHops;
        gapLimit = builder.gapLimit;
        adaptiveTimeout = builder.adaptiveTimeout;
        changeAfter = builder.changeAfter;
    }

    /**
     * Starts a request.
     *
     * @param target host name, address, or block of addresses
     */
    public static Builder to(String target) {
        return to(Target.of(target));
    }

    /** Starts a request. The target may be a block, whose hosts are all monitored. */
    public static Builder to(Target target) {
        Objects.requireNonNull(target, "target");
        return to(List.of(target));
    }

    /**
     * Starts a request to several targets.
     *
     * @param targets at least one; 1 to 1024 hosts in all
     */
    public static Builder to(Collection<Target> targets) {
        return new Builder(Argument.copy("targets", targets));
    }

    /**
     * Starts a request to several targets.
     *
     * @param targets host names, addresses, or blocks of addresses; 1 to 1024 targets in all
     */
    public static Builder toAll(Collection<String> targets) {
        return new Builder(Targets.of(targets));
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
        return probe;
    }

    @Override
    public Optional<Duration> deadline() {
        return deadline;
    }

    /** Returns the number of traces to each target; 0 if unlimited. */
    public int cycles() {
        return cycles;
    }

    /** Returns the shortest time from the start of a target's trace to the start of its next. */
    public Duration interval() {
        return interval;
    }

    /** Returns the longest wait for one answer. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the first TTL to probe. */
    public int firstHop() {
        return firstHop;
    }

    /** Returns the last TTL to probe. */
    public int maxHops() {
        return maxHops;
    }

    /** Returns the number of silent hops in a row after which a trace ends; 0 if it never ends so. */
    public int gapLimit() {
        return gapLimit;
    }

    /** Returns the rule by which a trace stops waiting for a silent probe. */
    public AdaptiveTimeout adaptiveTimeout() {
        return adaptiveTimeout;
    }

    /** Returns the number of traces in a row that must show another path before it counts as changed. */
    public int changeAfter() {
        return changeAfter;
    }

    @Override
    public String toString() {
        String others = targets.size() == 1 ? "" : " and %d more".formatted(targets.size() - 1);
        return "MonitorRequest[" + target() + others + ", " + probe.protocol() + ", cycles " + cycles + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends FlowRequestBuilder<Builder> {
        private static final int USUAL_CONCURRENCY = 8192;

        private final Targets targets = new Targets();
        private int cycles = 10;
        private Duration interval = Duration.ofSeconds(1);
        private Duration timeout = Duration.ofSeconds(1);
        private int firstHop = 1;
        private int maxHops = 30;
        private int gapLimit = 10;
        private AdaptiveTimeout adaptiveTimeout = AdaptiveTimeout.DEFAULT;
        private int changeAfter = 3;

        private Builder(List<Target> all) {
            super(Targets.first(all));
            targets.add(all);
            rateLimit = RateLimit.NONE;
            maxConcurrency = USUAL_CONCURRENCY;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Adds targets. A target that is named twice is monitored once. */
        public Builder targets(String... more) {
            Objects.requireNonNull(more, "targets");
            return targets(Arrays.asList(more));
        }

        /** Adds targets. A target that is named twice is monitored once. */
        public Builder targets(Collection<String> more) {
            targets.add(Targets.of(more));
            return this;
        }

        /** Adds targets. A target that is named twice is monitored once. */
        public Builder targets(Target... more) {
            Objects.requireNonNull(more, "targets");
            targets.add(Arrays.asList(more));
            return this;
        }

        /**
         * Sets the number of traces to each target.
         *
         * @param count 0 for no end but a deadline or {@link Measurement#cancel()}. Default: 10
         */
        public Builder cycles(int count) {
            cycles = Check.range("cycles", count, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets the time from the start of a target's trace to the start of its next. A trace that takes longer is not
         * interrupted; the next follows at once. The traces of several targets are spread evenly over it. Default: 1 s.
         *
         * @param span zero to a day
         */
        public Builder interval(Duration span) {
            interval = Check.pause("interval", span);
            return this;
        }

        /** Sets the longest wait for one answer, which may last beyond the end of its trace. Default: 1 s. */
        public Builder timeout(Duration span) {
            timeout = Check.span("timeout", span);
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
         * Sets the number of silent hops in a row after which a trace ends.
         *
         * @param hops 0 (no such end) to 255. Default: 10
         */
        public Builder gapLimit(int hops) {
            gapLimit = Check.range("gap limit", hops, 0, 255);
            return this;
        }

        /**
         * Sets the rule by which a trace stops waiting for a silent probe, so that the next trace can begin. Loss is
         * not affected: an answer within the timeout counts, whenever its trace ended. Default:
         * {@link AdaptiveTimeout#DEFAULT}.
         */
        public Builder adaptiveTimeout(AdaptiveTimeout rule) {
            adaptiveTimeout = Objects.requireNonNull(rule, "adaptive timeout");
            return this;
        }

        /**
         * Sets the number of traces in a row that must show another path before it counts as changed. Silence shows no
         * path.
         *
         * @param traces 1 to 100. Default: 3
         */
        public Builder changeAfter(int traces) {
            changeAfter = Check.range("traces before a change", traces, 1, 100);
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if options contradict each other
         */
        public MonitorRequest build() {
            Check.require(firstHop <= maxHops, "first hop %d is beyond max hops %d".formatted(firstHop, maxHops));
            return new MonitorRequest(this);
        }
    }
}
