// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.expectation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.pathtracer.spi.ReplyKind;

/**
 * What a scenario expects of one TTL.
 *
 * @param nodes names of those that may answer; empty for a silent hop
 * @param kind what they say
 * @param rtt of each answer
 * @param code of the ICMP message, if the scenario says so
 * @param code6 the same of the ICMPv6 message
 * @param nextMtu with {@link ReplyKind#PACKET_TOO_BIG}
 * @param mayBeLost whether some or all of the probes may be lost
 * @param marks what errors show besides
 * @since 0.1.0
 */
public record ExpectedHop(
        List<String> nodes,
        ReplyKind kind,
        Duration rtt,
        OptionalInt code,
        OptionalInt code6,
        OptionalInt nextMtu,
        boolean mayBeLost,
        ExpectedMarks marks) {
    /** A silent hop. */
    public static final ExpectedHop SILENT = new ExpectedHop(
            List.of(),
            ReplyKind.TIME_EXCEEDED,
            Duration.ZERO,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false,
            ExpectedMarks.NONE);

    /** Copies the list. */
    public ExpectedHop {
        nodes = List.copyOf(nodes);
    }
}
