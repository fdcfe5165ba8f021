// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom to ping and how. A target is a host name, an address, or a block of addresses such as {@code 192.0.2.0/24},
 * which stands for each host address in it:
 *
 * <pre>{@code
 * PingRequest.to("example.com").count(10).interval(Duration.ofMillis(100)).build()
 * PingRequest.to("10.98.0.0/16").count(1).interval(Duration.ZERO).build()
 * }</pre>
 *
 * <p>Targets are probed in turn, evenly spaced. The pace is that of {@link Builder#interval} and
 * {@link Builder#period}; other than for other requests there is no rate limit beside it unless one is asked for, and
 * up to 32,768 probes may be in flight.
 */
public final class PingRequest implements Request<PingEvent, PingResult> {
    private final List<String> targets;
    private final ProbeOptions probe;
    private final Optional<Duration> deadline;
    private final int count;
    private final Duration interval;
    private final Duration period;
    private final Duration timeout;
    private final int ttl;
    private final int keptReplies;

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
    }

    /**
     * Starts a request.
     *
     * @param target host name, address, or block of addresses
     */
    public static Builder to(String target) {
        return new Builder(target).targets(target);
    }

    /**
     * Starts a request to several targets.
     *
     * @param targets host names, addresses, or blocks of addresses; at least one
     */
    public static Builder toAll(Collection<String> targets) {
        List<String> all = List.copyOf(Objects.requireNonNull(targets, "targets"));
        Check.require(!all.isEmpty(), "there is no target");
        return new Builder(all.get(0)).targets(all);
    }

    /** The first target. */
    @Override
    public String target() {
        return targets.get(0);
    }

    /** All targets, where an address of a block is a target of its own. */
    @Override
    public List<String> targets() {
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

    /** Probes to each target; 0 for no end. */
    public int count() {
        return count;
    }

    /** Shortest pause between two probes, whichever targets they go to. */
    public Duration interval() {
        return interval;
    }

    /** Shortest time between two probes to the same target. */
    public Duration period() {
        return period;
    }

    /** How long an answer is awaited. */
    public Duration timeout() {
        return timeout;
    }

    /** TTL or hop limit of each probe. */
    public int ttl() {
        return ttl;
    }

    /** How many answers the result lists at most, of all targets together. */
    public int keptReplies() {
        return keptReplies;
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

        private Builder(String target) {
            super(Targets.check(target));
            rateLimit = RateLimit.NONE;
            maxConcurrency = USUAL_CONCURRENCY;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Further targets; one that is named twice is pinged once. */
        public Builder targets(String... more) {
            Objects.requireNonNull(more, "targets");
            return targets(List.of(more));
        }

        /** Further targets; one that is named twice is pinged once. */
        public Builder targets(Collection<String> more) {
            Objects.requireNonNull(more, "targets");
            targets.add(more);
            return this;
        }

        /**
         * Probes to each target.
         *
         * @param probes 5 if not said; 0 for no end but a deadline or {@link Measurement#cancel()}
         */
        public Builder count(int probes) {
            count = Check.range("count", probes, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Pause between two probes, whichever targets they go to; zero for as fast as it goes. If neither this nor
         * {@link #period} is said: 10 ms, and no target more than once a second.
         *
         * @param pause zero to a day
         */
        public Builder interval(Duration pause) {
            interval = Optional.of(Check.pause("interval", pause));
            return this;
        }

        /**
         * Time between two probes to the same target; the probes to the others are spread evenly over it. With an
         * interval as well, whatever is slower.
         *
         * @param span zero to a day
         */
        public Builder period(Duration span) {
            period = Optional.of(Check.pause("period", span));
            return this;
        }

        /** How long an answer is awaited, also that to the last probe; 2 s if not said. */
        public Builder timeout(Duration span) {
            timeout = Check.span("timeout", span);
            return this;
        }

        /**
         * TTL or hop limit of each probe.
         *
         * @param value 1 to 255; 64 if not said
         */
        public Builder ttl(int value) {
            ttl = Check.range("ttl", value, 1, 255);
            return this;
        }

        /**
         * How many answers the result lists at most, of all targets together; statistics are of all answers
         * nevertheless.
         *
         * @param replies 0 to 10,000,000; 65,536 if not said
         */
        public Builder keptReplies(int replies) {
            keptReplies = Check.range("kept replies", replies, 0, MOST_KEPT);
            return this;
        }

        /**
         * The request.
         *
         * @throws InvalidRequestException if options contradict each other, or there are more than 1,048,576 targets
         */
        public PingRequest build() {
            return new PingRequest(this);
        }
    }
}
