// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to find the path MTU to a target. Fragmentation is always forbidden, and the search chooses the sizes.
 *
 * <pre>{@code
 * PathMtuRequest.to("example.com").protocol(Protocol.UDP).maxSize(1500).build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class PathMtuRequest implements Request<PathMtuEvent, PathMtuResult> {
    /** RFC 791 page 25: every IPv4 link takes 68 bytes. RFC 8200 section 5: every IPv6 link takes 1280. */
    private static final int IPV4_MINIMUM = 68;

    private static final int IPV6_MINIMUM = 1280;

    private final Target target;
    private final ProbeOptions probe;
    private final Optional<Duration> deadline;
    private final OptionalInt minSize;
    private final int maxSize;
    private final int queries;
    private final Duration timeout;

    private PathMtuRequest(Builder builder) {
        target = builder.target;
        probe = builder.probeOptions();
        deadline = builder.deadline;
        minSize = builder.minSize;
        maxSize = builder.maxSize;
        queries = builder.queries;
        timeout = builder.timeout;
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

    /**
     * Returns the smallest size to try, in bytes. Default: the size that every link of the family must carry, at most
     * {@link #maxSize}.
     */
    public int minSize(AddressFamily family) {
        return minSize.orElse(Math.min(maxSize, family == AddressFamily.IPV6 ? IPV6_MINIMUM : IPV4_MINIMUM));
    }

    /** Returns the largest size to try, in bytes. */
    public int maxSize() {
        return maxSize;
    }

    /** Returns the number of silent probes of a size after which the size counts as lost. */
    public int queries() {
        return queries;
    }

    /** Returns the longest wait for one answer. */
    public Duration timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return "PathMtuRequest[" + target + ", " + probe.protocol() + ", at most " + maxSize + " bytes]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends RequestBuilder<Builder> {
        private OptionalInt minSize = OptionalInt.empty();
        private int maxSize = LARGEST_PACKET;
        private int queries = 3;
        private Duration timeout = Duration.ofSeconds(1);

        private Builder(Target target) {
            super(target);
            size = OptionalInt.of(IPV4_MINIMUM);
            dontFragment = true;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the mark of the packets within this host, which rules of routing and firewall may ask for:
         * {@code SO_MARK} of Linux, as {@code ip rule add fwmark}. It takes the capability {@code CAP_NET_ADMIN}, from
         * Linux 5.17 on {@code CAP_NET_RAW} is enough; other systems have no marks. Default: none.
         *
         * @param number 1 to 4294967295
         */
        public Builder mark(long number) {
            return marked(number);
        }

        /**
         * Sets the smallest size to try. A target that answers no packet of this size is not reached.
         *
         * @param bytes 28 to 65535, for IPv6 at least 48. Default: 68 (IPv6: 1280), which every link must carry
         */
        public Builder minSize(int bytes) {
            minSize = OptionalInt.of(Check.range("smallest size", bytes, 28, LARGEST_PACKET));
            size = minSize;
            return this;
        }

        /**
         * Sets the largest size to try.
         *
         * @param bytes 28 to 65535, for IPv6 at least 48. Default: 65535
         */
        public Builder maxSize(int bytes) {
            maxSize = Check.range("largest size", bytes, 28, LARGEST_PACKET);
            if (minSize.isEmpty()) {
                size = OptionalInt.of(Math.min(IPV4_MINIMUM, bytes));
            }
            return this;
        }

        /**
         * Sets the number of silent probes of a size, while smaller ones are answered, after which the size counts as
         * lost. If smaller ones are lost too, it takes more probes, so that random loss is not mistaken for a limit.
         *
         * @param count 1 to 10. Default: 3
         */
        public Builder queries(int count) {
            queries = Check.range("queries per size", count, 1, 10);
            return this;
        }

        /** Sets the longest wait for one answer. After the target has answered, the wait is shorter. Default: 1 s. */
        public Builder timeout(Duration span) {
            timeout = Check.span("timeout", span);
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if options contradict each other
         */
        public PathMtuRequest build() {
            PathMtuRequest request = new PathMtuRequest(this);
            Check.require(
                    request.probe.protocol() != Protocol.TCP,
                    "TCP probes have the size of a SYN: choose ICMP or UDP to find a path MTU");
            Check.require(
                    minSize.orElse(0) <= maxSize,
                    "smallest size %d is beyond largest size %d".formatted(minSize.orElse(0), maxSize));
            return request;
        }
    }
}
