// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

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
        /** The address that answered, when, and how it was measured. */
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
    @NotForImplementation
    non-sealed interface EchoReply extends Answer {}

    /** A router's ICMP time exceeded: the probe's TTL ended there. */
    @NotForImplementation
    non-sealed interface TimeExceeded extends IcmpError {}

    /** A router or the destination can't deliver it. */
    @NotForImplementation
    non-sealed interface Unreachable extends IcmpError {
        /** Returns the reason, as the code says it. */
        UnreachableReason reason();

        /** Returns the number of bytes that fit the next link, with {@link UnreachableReason#FRAGMENTATION_NEEDED}. */
        OptionalInt nextMtu();

        /**
         * Returns the mark that traceroute programs print behind a round-trip time: that of the reason, {@code !F-1400}
         * with the next link's MTU, {@code !<16>} for an unknown code, {@code !<12-0>} for type and code of another
         * message than destination unreachable; empty for a closed port.
         */
        String mark();
    }

    /** The destination accepted a TCP connection. */
    @NotForImplementation
    non-sealed interface TcpSynAck extends Answer {}

    /** The destination refused a TCP connection. */
    @NotForImplementation
    non-sealed interface TcpReset extends Answer {}

    /** The destination answered a UDP probe with a datagram. */
    @NotForImplementation
    non-sealed interface UdpReply extends Answer {}

    /** No answer in time. */
    @NotForImplementation
    non-sealed interface Timeout extends ProbeOutcome {}

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
