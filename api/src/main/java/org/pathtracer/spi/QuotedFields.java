// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Header fields of a probe, as an ICMP error quotes them or as they were sent; as far as the transport knows them.
 *
 * @param ttl TTL or hop limit
 * @param trafficClass TOS or traffic class byte
 * @param length total length in bytes, IP header included
 * @param checksum of the ICMP, UDP or TCP header
 * @param identification of the IPv4 header
 * @param flowLabel of the IPv6 header
 * @param source address
 * @param destination address
 * @param sourcePort of UDP and TCP
 * @param destinationPort of UDP and TCP
 * @since 0.1.0
 */
public record QuotedFields(
        OptionalInt ttl,
        OptionalInt trafficClass,
        OptionalInt length,
        OptionalInt checksum,
        OptionalInt identification,
        OptionalInt flowLabel,
        Optional<InetAddress> source,
        Optional<InetAddress> destination,
        OptionalInt sourcePort,
        OptionalInt destinationPort) {
    /** Takes no null. */
    public QuotedFields {
        Objects.requireNonNull(ttl, "ttl");
        Objects.requireNonNull(trafficClass, "trafficClass");
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(identification, "identification");
        Objects.requireNonNull(flowLabel, "flowLabel");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(sourcePort, "sourcePort");
        Objects.requireNonNull(destinationPort, "destinationPort");
    }

    /** Nothing is known. */
    public static final QuotedFields NONE = new QuotedFields(
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());

    /** The same without the length: some kernels change it. */
    public QuotedFields withoutLength() {
        return with(OptionalInt.empty());
    }

    /** The same with another length. */
    public QuotedFields withLength(int bytes) {
        return with(OptionalInt.of(bytes));
    }

    private QuotedFields with(OptionalInt anotherLength) {
        return new QuotedFields(
                ttl,
                trafficClass,
                anotherLength,
                checksum,
                identification,
                flowLabel,
                source,
                destination,
                sourcePort,
                destinationPort);
    }

    /** Starts a set of fields; what is not set is not known. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what is known of a probe's headers. */
    public static final class Builder {
        private OptionalInt ttl = OptionalInt.empty();
        private OptionalInt trafficClass = OptionalInt.empty();
        private OptionalInt length = OptionalInt.empty();
        private OptionalInt checksum = OptionalInt.empty();
        private OptionalInt identification = OptionalInt.empty();
        private OptionalInt flowLabel = OptionalInt.empty();
        private Optional<InetAddress> source = Optional.empty();
        private Optional<InetAddress> destination = Optional.empty();
        private OptionalInt sourcePort = OptionalInt.empty();
        private OptionalInt destinationPort = OptionalInt.empty();

        private Builder() {}

        /** TTL or hop limit. */
        public Builder ttl(int value) {
            ttl = OptionalInt.of(value);
            return this;
        }

        /** Sets the TOS or traffic class byte. */
        public Builder trafficClass(int value) {
            trafficClass = OptionalInt.of(value);
            return this;
        }

        /** Total length in bytes. */
        public Builder length(int value) {
            length = OptionalInt.of(value);
            return this;
        }

        /** Checksum of the ICMP, UDP or TCP header. */
        public Builder checksum(int value) {
            checksum = OptionalInt.of(value);
            return this;
        }

        /** Identification of the IPv4 header. */
        public Builder identification(int value) {
            identification = OptionalInt.of(value);
            return this;
        }

        /** Flow label of the IPv6 header. */
        public Builder flowLabel(int value) {
            flowLabel = OptionalInt.of(value);
            return this;
        }

        /** Source address. */
        public Builder source(InetAddress value) {
            source = Optional.of(value);
            return this;
        }

        /** Destination address. */
        public Builder destination(InetAddress value) {
            destination = Optional.of(value);
            return this;
        }

        /** Source port. */
        public Builder sourcePort(int value) {
            sourcePort = OptionalInt.of(value);
            return this;
        }

        /** Destination port. */
        public Builder destinationPort(int value) {
            destinationPort = OptionalInt.of(value);
            return this;
        }

        /** The fields. */
        public QuotedFields build() {
            return new QuotedFields(
                    ttl,
                    trafficClass,
                    length,
                    checksum,
                    identification,
                    flowLabel,
                    source,
                    destination,
                    sourcePort,
                    destinationPort);
        }
    }
}
