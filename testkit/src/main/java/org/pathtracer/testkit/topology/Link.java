// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.testkit.check.Checks;

/**
 * A link that leads away from the source. Answers take it backward.
 *
 * @param from the node nearer to the source
 * @param to the node farther away
 * @param forward what happens on the way out
 * @param backward what happens on the way back; empty if no packet can go back here
 * @param weight share of the flows that a load balancer sends here, relative to its other links
 * @param mtu bytes of the largest packet; empty for no limit
 * @param fromAddresses those of {@code from}'s interface to this link, if it has its own
 * @param toAddresses those of {@code to}'s interface to this link, if it has its own: what arrives there is answered
 *     from them
 * @since 0.1.0
 */
public record Link(
        String from,
        String to,
        Direction forward,
        Optional<Direction> backward,
        int weight,
        OptionalInt mtu,
        List<InetAddress> fromAddresses,
        List<InetAddress> toAddresses) {
    /** Copies the lists. */
    public Link {
        fromAddresses = List.copyOf(fromAddresses);
        toAddresses = List.copyOf(toAddresses);
    }

    /** Collects and checks the properties of a link. By default, it takes no time and loses nothing. */
    public static final class Builder {
        private Direction forward = Direction.IMMEDIATE;
        private Direction backward = Direction.IMMEDIATE;
        private boolean oneWay;
        private int weight = 1;
        private OptionalInt mtu = OptionalInt.empty();
        private final List<InetAddress> fromAddresses = new ArrayList<>();
        private final List<InetAddress> toAddresses = new ArrayList<>();

        Builder() {}

        Link build(String from, String to) {
            return new Link(
                    from,
                    to,
                    forward,
                    oneWay ? Optional.empty() : Optional.of(backward),
                    weight,
                    mtu,
                    fromAddresses,
                    toAddresses);
        }

        /** An address of the near node's interface to this link. */
        public Builder fromAddress(String literal) {
            fromAddresses.add(Checks.address(literal));
            return this;
        }

        /** An address of the far node's interface to this link, from which it answers errors to what arrives there. */
        public Builder toAddress(String literal) {
            toAddresses.add(Checks.address(literal));
            return this;
        }

        /** One-way delay, in both directions. */
        public Builder delay(Duration span) {
            forward = forward.withDelay(Checks.nanos("delay", span));
            return returnDelay(span);
        }

        /** One-way delay backward only; call it after {@link #delay}. */
        public Builder returnDelay(Duration span) {
            backward = backward.withDelay(Checks.nanos("return delay", span));
            return this;
        }

        /** Up to so much more delay, evenly spread, in both directions. */
        public Builder jitter(Duration span) {
            forward = forward.withJitter(Checks.nanos("jitter", span));
            return returnJitter(span);
        }

        /** Jitter backward only; call it after {@link #jitter}. */
        public Builder returnJitter(Duration span) {
            backward = backward.withJitter(Checks.nanos("return jitter", span));
            return this;
        }

        /**
         * A queue on the way out, whose wait moves between nothing and the longest as load comes and goes.
         *
         * @param longest the longest wait
         * @param period how long it takes from one length to another
         */
        public Builder queue(Duration longest, Duration period) {
            forward = forward.withQueue(Checks.nanos("longest wait", longest), periodNanos(period));
            return this;
        }

        /** The same on the way back. */
        public Builder returnQueue(Duration longest, Duration period) {
            backward = backward.withQueue(Checks.nanos("longest wait", longest), periodNanos(period));
            return this;
        }

        private static long periodNanos(Duration period) {
            long nanos = Checks.nanos("period of a queue", period);
            Checks.require(nanos > 0, "the period of a queue must be longer than 0");
            return nanos;
        }

        /** Share of packets lost (0 to 1), on the way out only. */
        public Builder loss(double share) {
            forward = forward.withLoss(Checks.probability("loss", share));
            return this;
        }

        /** Share of answers lost (0 to 1), on the way back only. */
        public Builder returnLoss(double share) {
            backward = backward.withLoss(Checks.probability("return loss", share));
            return this;
        }

        /**
         * Loses that share in bursts, in both directions: packets in a row, so many on average (1 to 1000). By default,
         * one loss does not depend on another.
         */
        public Builder lossBurst(double packets) {
            Checks.require(packets >= 1 && packets <= 1000, "burst of losses must be 1 to 1000, not " + packets);
            forward = forward.withLossBurst(packets);
            backward = backward.withLossBurst(packets);
            return this;
        }

        /** Share of packets that arrive twice (0 to 1), on the way out only. */
        public Builder duplication(double share) {
            forward = forward.withDuplication(Checks.probability("duplication", share));
            return this;
        }

        /** Share of answers that arrive twice (0 to 1), on the way back only. */
        public Builder returnDuplication(double share) {
            backward = backward.withDuplication(Checks.probability("return duplication", share));
            return this;
        }

        /** Holds back a share of the answers (0 to 1) for a while, so that later ones overtake them. */
        public Builder reordering(double share, Duration heldBack) {
            backward = backward.withHolding(
                    Checks.probability("reordering", share), Checks.nanos("time held back", heldBack));
            return this;
        }

        /** Nothing goes back here: nodes beyond need a {@linkplain NetworkBuilder#returnPath return path}. */
        public Builder oneWay() {
            oneWay = true;
            return this;
        }

        /** Share of a load balancer's flows, relative to its other links (1 to 1000). Default: 1. */
        public Builder weight(int value) {
            weight = Checks.range("weight", value, 1, 1000);
            return this;
        }

        /**
         * Largest packet, in bytes with the IP header (68 to 65535).
         *
         * @throws InvalidRequestException if it is out of range
         */
        public Builder mtu(int bytes) {
            mtu = OptionalInt.of(Checks.range("MTU", bytes, 68, 65_535));
            return this;
        }
    }
}
