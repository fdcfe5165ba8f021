// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.mesh;

import java.time.Duration;
import java.util.OptionalInt;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.FleetRequest;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Selector;

/**
 * Which vantage points measure each other, and how. Immutable.
 *
 * @since 0.1.0
 */
public final class MeshRequest {
    private final String from;
    private final OptionalInt peers;
    private final int probes;
    private final Duration period;
    private final Duration deadline;

    private MeshRequest(Builder builder) {
        from = builder.from;
        peers = builder.peers;
        probes = builder.probes;
        period = builder.period;
        deadline = builder.deadline;
        Duration needed = period.multipliedBy(probes);
        if (needed.compareTo(deadline) >= 0) {
            throw new InvalidRequestException(
                    "%d probes with %d ms between two of them take longer than the deadline of %d s"
                            .formatted(probes, period.toMillis(), deadline.toSeconds()));
        }
    }

    /** Starts a request with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    String from() {
        return from;
    }

    int probes() {
        return probes;
    }

    Duration period() {
        return period;
    }

    Duration deadline() {
        return deadline;
    }

    /** Returns the number of peers for so many vantage points: more of them need more, but far from all. */
    int peers(int vantagePoints) {
        int fitting = (int) Math.ceil(1.5 * Math.log(vantagePoints) / Math.log(2));
        return peers.orElse(Math.min(Builder.MOST_PEERS, Math.max(Builder.FEWEST_PEERS, fitting)));
    }

    /** Collects and checks the options. */
    public static final class Builder {
        private static final int FEWEST_PEERS = 3;
        private static final int MOST_PEERS = 8;
        private static final int MOST_PROBES = 10_000;

        private String from = "";
        private OptionalInt peers = OptionalInt.empty();
        private int probes = 50;
        private Duration period = Duration.ofMillis(200);
        private Duration deadline = Duration.ofSeconds(60);

        private Builder() {}

        /**
         * Sets which vantage points measure each other, as {@link FleetRequest.Builder#from} does. Default: all.
         *
         * @throws InvalidRequestException if the text is no selection
         */
        public Builder from(String conditions) {
            from = Selector.parse(conditions).toString();
            return this;
        }

        /**
         * Sets how many others each vantage point chooses, 3 to 8; those that choose it come on top. Default: one and a
         * half times the binary logarithm of the number of vantage points.
         */
        public Builder peers(int each) {
            require(
                    each >= FEWEST_PEERS && each <= MOST_PEERS,
                    "%d peers are not between %d and %d".formatted(each, FEWEST_PEERS, MOST_PEERS));
            peers = OptionalInt.of(each);
            return this;
        }

        /** Sets the number of pings to each peer, 1 to 10,000. Small losses need many. Default: 50. */
        public Builder probes(int each) {
            require(
                    each >= 1 && each <= MOST_PROBES,
                    "%d probes are not between 1 and %d".formatted(each, MOST_PROBES));
            probes = each;
            return this;
        }

        /** Sets the time between two pings to the same peer, 1 ms to 1 min. Default: 200 ms. */
        public Builder period(Duration span) {
            require(
                    span.compareTo(Duration.ofMillis(1)) >= 0 && span.compareTo(Duration.ofMinutes(1)) <= 0,
                    "a period of %s is not between 1 ms and 1 min".formatted(span));
            period = span;
            return this;
        }

        /** Sets the time that each operation of a vantage point has, 1 s to 1 h. Default: 60 s. */
        public Builder deadline(Duration span) {
            require(
                    span.compareTo(Duration.ofSeconds(1)) >= 0 && span.compareTo(Bounds.DEADLINE) <= 0,
                    "a deadline of %s is not between 1 s and %s".formatted(span, Bounds.DEADLINE));
            deadline = span;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if the probes take longer than the deadline
         */
        public MeshRequest build() {
            return new MeshRequest(this);
        }

        private static void require(boolean holds, String sentence) {
            if (!holds) {
                throw new InvalidRequestException(sentence);
            }
        }
    }
}
