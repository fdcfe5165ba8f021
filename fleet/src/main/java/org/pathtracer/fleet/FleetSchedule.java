// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Request;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Operations;
import org.pathtracer.fleet.protocol.Selector;
import org.pathtracer.fleet.wire.Schedule;

/**
 * What vantage points measure again and again by themselves, also while no hub can be reached. Their outcomes go to the
 * store of the hubs.
 *
 * @since 0.1.0
 */
public final class FleetSchedule {
    private final Schedule message;

    FleetSchedule(Schedule message) {
        this.message = message;
    }

    /**
     * Starts with a name and what is measured.
     *
     * @throws InvalidRequestException if the name is not of 1 to 64 letters, digits, dots, hyphens and underscores, or
     *     a vantage point can't be asked for the request
     */
    public static Builder builder(String name, Request<?, ?> request) {
        return new Builder(name, request);
    }

    Schedule message() {
        return message;
    }

    /** Returns the name. */
    public String name() {
        return message.getName();
    }

    /** Returns the name of the operation, such as {@code ping}. */
    public String operation() {
        return Operations.name(message.getOperation());
    }

    /** Returns what is measured; empty if vantage points measure each other. */
    public List<String> targets() {
        return mesh() ? List.of() : List.copyOf(message.getOperation().getTargetsList());
    }

    /** Returns the conditions that choose the vantage points; empty for all. */
    public String from() {
        return message.getSelector();
    }

    /** Returns the number of vantage points that measure; 0 for all. */
    public int count() {
        return message.getCount();
    }

    /** Returns the time from one operation to the next. */
    public Duration interval() {
        return Duration.ofMillis(message.getIntervalMillis());
    }

    /** Returns the share of the interval by which times differ, in percent. */
    public int jitter() {
        return message.getJitterPercent();
    }

    /** Returns whether vantage points measure each other. */
    public boolean mesh() {
        return message.getMesh();
    }

    /** Returns the number of others that a vantage point measures; 0 for all. */
    public int peers() {
        return message.getPeers();
    }

    /** Collects and checks what a schedule is. */
    public static final class Builder {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
        private static final int ALL_OF_IT = 100;

        private final Schedule.Builder message = Schedule.newBuilder();

        private Builder(String name, Request<?, ?> request) {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidRequestException(
                        "a schedule has a name of 1 to 64 letters, digits, dots, hyphens and underscores, not \"%s\""
                                .formatted(Bounds.sentence(name)));
            }
            message.setName(name).setOperation(Operations.of(request)).setJitterPercent(10);
            interval(Duration.ofMinutes(1));
        }

        /**
         * Sets the time from one operation to the next, 1 s to 1 day. Default: 1 min. A vantage point begins anywhere
         * within its first interval, so that not all measure at once.
         */
        public Builder interval(Duration time) {
            Objects.requireNonNull(time, "time");
            if (time.compareTo(Bounds.SHORTEST_INTERVAL) < 0 || time.compareTo(Bounds.LONGEST_INTERVAL) > 0) {
                throw new InvalidRequestException("an interval of %s is not between 1 s and 1 day".formatted(time));
            }
            message.setIntervalMillis(time.toMillis());
            return this;
        }

        /** Sets the share of the interval by which times differ, 0 to 100 percent. Default: 10. */
        public Builder jitter(int percent) {
            if (percent < 0 || percent > ALL_OF_IT) {
                throw new InvalidRequestException("a jitter of %d percent is not between 0 and 100".formatted(percent));
            }
            message.setJitterPercent(percent);
            return this;
        }

        /** Chooses vantage points by conditions, as {@link FleetRequest.Builder#from(String)} does. Default: all. */
        public Builder from(String conditions) {
            message.setSelector(Selector.parse(conditions).toString());
            return this;
        }

        /** Lets at most so many of them measure, which stay the same while they are there. Default: all. */
        public Builder count(int vantagePoints) {
            if (vantagePoints < 1) {
                throw new InvalidRequestException("%d vantage points are too few".formatted(vantagePoints));
            }
            message.setCount(vantagePoints);
            return this;
        }

        /**
         * Lets each vantage point measure others instead of the request's targets, at the first of their addresses.
         * Those without an address measure and are not measured.
         *
         * @param peers how many others each measures, which stay the same while they are there; 0 for all, up to 64
         */
        public Builder mesh(int peers) {
            if (peers < 0 || peers > Bounds.TARGETS) {
                throw new InvalidRequestException("%d peers are not between 0 and %d".formatted(peers, Bounds.TARGETS));
            }
            message.setMesh(true).setPeers(peers);
            return this;
        }

        /** Returns the schedule. */
        public FleetSchedule build() {
            return new FleetSchedule(message.build());
        }
    }
}
