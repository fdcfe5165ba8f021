// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.net.Inet6Address;
import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What became of one probe. Every failure of a probe is one of these values, never an exception.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface ProbeOutcome {
    /** The probe was answered. */
    @NotForImplementation
    sealed interface Answer extends ProbeOutcome {
        /** Who, when, and how it was measured. */
        Reception reception();
    }

    /** The probe was answered with an ICMP error, which shows the probe as it arrived there. */
    @NotForImplementation
    sealed interface IcmpError extends Answer {
        /** The probe as it arrived there. */
        QuotedPacket quoted();

        /** What the router appended. */
        IcmpExtensions extensions();
    }

    /** The destination echoed an ICMP or ICMPv6 probe. */
    record EchoReply(Reception reception) implements Answer {
        /** Takes no null. */
        public EchoReply {
            Objects.requireNonNull(reception, "reception");
        }
    }

    /** A router's ICMP time exceeded: the probe's TTL ended there. */
    record TimeExceeded(Reception reception, QuotedPacket quoted, IcmpExtensions extensions) implements IcmpError {
        /** Takes no null. */
        public TimeExceeded {
            Objects.requireNonNull(reception, "reception");
            Objects.requireNonNull(quoted, "quoted");
            Objects.requireNonNull(extensions, "extensions");
        }
    }

    /**
     * A router or the destination can't deliver it.
     *
     * @param nextMtu bytes that fit the next link, with {@link UnreachableReason#FRAGMENTATION_NEEDED}
     */
    record Unreachable(
            Reception reception,
            UnreachableReason reason,
            OptionalInt nextMtu,
            QuotedPacket quoted,
            IcmpExtensions extensions)
            implements IcmpError {
        /** Takes no null. */
        public Unreachable {
            Objects.requireNonNull(reception, "reception");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(nextMtu, "nextMtu");
            Objects.requireNonNull(quoted, "quoted");
            Objects.requireNonNull(extensions, "extensions");
        }

        private static final int ICMP_UNREACHABLE = 3;
        private static final int ICMPV6_UNREACHABLE = 1;

        /**
         * The mark that traceroute programs print behind a round-trip time: that of the reason, {@code !F-1400} with
         * the next link's MTU, {@code !<16>} for an unknown code, {@code !<12-0>} for type and code of another message
         * than destination unreachable; empty for a closed port.
         */
        public String mark() {
            if (nextMtu.isPresent()) {
                return reason.mark() + "-" + nextMtu.getAsInt();
            }
            OptionalInt type = reception.icmpType();
            OptionalInt code = reception.icmpCode();
            if (reason != UnreachableReason.OTHER || type.isEmpty() || code.isEmpty()) {
                return reason.mark();
            }
            return reason.mark()
                    + (isUsual(type.getAsInt()) ? "<%d>" : "<%2$d-%1$d>").formatted(code.getAsInt(), type.getAsInt());
        }

        private boolean isUsual(int type) {
            return type == (reception.address() instanceof Inet6Address ? ICMPV6_UNREACHABLE : ICMP_UNREACHABLE);
        }
    }

    /** The destination accepted a TCP connection. */
    record TcpSynAck(Reception reception) implements Answer {
        /** Takes no null. */
        public TcpSynAck {
            Objects.requireNonNull(reception, "reception");
        }
    }

    /** The destination refused a TCP connection. */
    record TcpReset(Reception reception) implements Answer {
        /** Takes no null. */
        public TcpReset {
            Objects.requireNonNull(reception, "reception");
        }
    }

    /** The destination answered a UDP probe with a datagram. */
    record UdpReply(Reception reception) implements Answer {
        /** Takes no null. */
        public UdpReply {
            Objects.requireNonNull(reception, "reception");
        }
    }

    /** No answer in time. */
    record Timeout() implements ProbeOutcome {}

    /**
     * The probe did not leave this host.
     *
     * @param operation the system call, for example {@code sendmsg}
     * @param errno the operating system's error number
     * @param errorName its name, for example {@code ENETUNREACH}
     * @param advice what it means and what to do about it, a sentence
     */
    record SendFailed(String operation, int errno, String errorName, String advice) implements ProbeOutcome {
        /** Takes no null. */
        public SendFailed {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(errorName, "errorName");
            Objects.requireNonNull(advice, "advice");
        }
    }
}
