// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.check.Argument;
import org.pathtracer.ping.TargetResults;

/**
 * A request to ping one target or several. A target is a host name, an address, or a block of addresses such as
 * {@code 192.0.2.0/24}, which stands for each host address in it:
 *
 * <pre>{@code
 * PingRequest.to("example.com").count(10).interval(Duration.ofMillis(100)).build()
 * PingRequest.to("10.98.0.0/16").count(1).interval(Duration.ZERO).build()
 * }</pre>
 *
 * <p>Targets are probed in turn, evenly spaced. {@link Builder#interval} and {@link Builder#period} set the pace.
 * Unlike other requests, a ping has no rate limit by default, and up to 32,768 probes may be in flight.
 *
 * @since 0.1.0
 */
public final class PingRequest implements Request<PingEvent, PingResult> {
    private final List<Target> targets;
    private final ProbeOptions probe;
    private final Optional<Duration> deadline;
    private final int count;
    private final Duration interval;
    private final Duration period;
    private final Duration timeout;
    private final int ttl;
    private final int keptReplies;
    private final TargetResults targetResults;

    private PingRequest(Builder builder) {
        targets = builder.targets.list();
        probe = builder.probeOptions();
        deadline = builder.deadline;
        count = builder.count;
        interval = builder.interval.orElse(builder.period.isPresent() ? Duration.ZERO : Builder.USUAL_INTERVAL);
        period = builder.period.orElse(builder.interval.isPresent() ? Duration.ZERO : Builder.USUAL_PERIOD);
        timeout = builder.timeout;
        ttl = builder.ttl;
        keptReplies = builder.keptReplies;
        targetResults = builder.targetResults;
    }

    /**
     * Starts a request.
     *
     * @param target host name, address, or block of addresses
     */
    public static Builder to(String target) {
        return to(Target.of(target));
    }

    /** Starts a request. The target may be a block, whose hosts are all pinged. */
    public static Builder to(Target target) {
        Objects.requireNonNull(target, "target");
        return to(List.of(target));
    }

    /**
     * Starts a request to several targets.
     *
     * @param targets at least one
     * @throws InvalidRequestException if they are more than 1,048,576 hosts
     */
    public static Builder to(Collection<Target> targets) {
        return new Builder(Argument.copy("targets", targets));
    }

    /**
     * Starts a request to several targets.
     *
     * @param targets host names, addresses, or blocks of addresses; at least one
     * @throws InvalidRequestException if they are more than 1,048,576 hosts
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

    /** Returns the number of probes to each target; 0 if unlimited. */
    public int count() {
        return count;
    }

    /** Returns the shortest pause between two probes to any target. */
    public Duration interval() {
        return interval;
    }

    /** Returns the shortest time between two probes to the same target. */
    public Duration period() {
        return period;
    }

    /** Returns the longest wait for one answer. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the TTL or hop limit of each probe. */
    public int ttl() {
        return ttl;
    }

    /** Returns the largest number of replies that the result lists, of all targets together. */
    public int keptReplies() {
        return keptReplies;
    }

    /** Returns what becomes of the results of single targets. */
    public TargetResults targetResults() {
        return targetResults;
    }

    @Override
    public String toString() {
        String others = targets.size() == 1 ? "" : " and %d more".formatted(targets.size() - 1);
        return "PingRequest[" + target() + others + ", " + probe.protocol() + ", count " + count + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends FlowRequestBuilder<Builder> {
        private static final Duration USUAL_INTERVAL = Duration.ofMillis(10);
        private static final Duration USUAL_PERIOD = Duration.ofSeconds(1);
        private static final int USUAL_CONCURRENCY = 32_768;
        private static final int MOST_KEPT = 10_000_000;

        private final Targets targets = new Targets();
        private int count = 5;
        private Optional<Duration> interval = Optional.empty();
        private Optional<Duration> period = Optional.empty();
        private Duration timeout = Duration.ofSeconds(2);
        private int ttl = 64;
        private int keptReplies = 65_536;
        private TargetResults targetResults = TargetResults.KEPT;

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

        /** Adds targets, 1,048,576 hosts at most. A target that is named twice is pinged once. */
        public Builder targets(String... more) {
            Objects.requireNonNull(more, "targets");
            return targets(Arrays.asList(more));
        }

        /** Adds targets, 1,048,576 hosts at most. A target that is named twice is pinged once. */
        public Builder targets(Collection<String> more) {
            targets.add(Targets.of(more));
            return this;
        }

        /** Adds targets, 1,048,576 hosts at most. A target that is named twice is pinged once. */
        public Builder targets(Target... more) {
            Objects.requireNonNull(more, "targets");
            targets.add(Arrays.asList(more));
            return this;
        }

        /**
         * Sets the number of probes to each target.
         *
         * @param probes 0 for no end but a deadline or {@link Measurement#cancel()}. Default: 5
         */
        public Builder count(int probes) {
            count = Check.range("count", probes, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets the pause between two probes to any target; zero sends as fast as possible. Default if neither this nor
         * {@link #period} is set: 10 ms, and no target more than once a second.
         *
         * @param pause zero to a day
         */
        public Builder interval(Duration pause) {
            interval = Optional.of(Check.pause("interval", pause));
            return this;
        }

        /**
         * Sets the time between two probes to the same target; the probes to the others are spread evenly over it. If
         * an interval is set too, the slower pace applies.
         *
         * @param span zero to a day
         */
        public Builder period(Duration span) {
            period = Optional.of(Check.pause("period", span));
            return this;
        }

        /** Sets the longest wait for one answer, including that to the last probe. Default: 2 s. */
        public Builder timeout(Duration span) {
            timeout = Check.span("timeout", span);
            return this;
        }

        /**
         * Sets the TTL or hop limit of each probe.
         *
         * @param value 1 to 255. Default: 64
         */
        public Builder ttl(int value) {
            ttl = Check.range("ttl", value, 1, 255);
            return this;
        }

        /**
         * Limits the replies that the result lists, of all targets together. Statistics include all answers
         * nevertheless.
         *
         * @param replies 0 to 10,000,000. Default: 65,536
         */
        public Builder keptReplies(int replies) {
            keptReplies = Check.range("kept replies", replies, 0, MOST_KEPT);
            return this;
        }

        /**
         * Sets what becomes of the results of single targets. A sweep of a million targets needs little memory if it
         * keeps none of them. Default: {@link TargetResults#KEPT}
         */
        public Builder targetResults(TargetResults results) {
            targetResults = Objects.requireNonNull(results, "targetResults");
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if options contradict each other
         */
        public PingRequest build() {
            return new PingRequest(this);
        }
    }
}
