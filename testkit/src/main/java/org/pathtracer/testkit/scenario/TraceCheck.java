// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.expectation.ExpectedHop;
import org.pathtracer.testkit.topology.Network;

/** Compares a trace with what was expected of it. */
final class TraceCheck {
    private final Network topology;
    private final AddressFamily family;
    private final Duration tolerance;
    private final List<String> differences = new ArrayList<>();

    TraceCheck(Network topology, AddressFamily family, Duration tolerance) {
        this.topology = topology;
        this.family = family;
        this.tolerance = tolerance;
    }

    List<String> differences(ScenarioTrace expected, TraceResult result) {
        same("reason for the end", result.stopReason(), expected.stop());
        same("number of hops", result.hops().size(), expected.hops().size());
        int both = Math.min(result.hops().size(), expected.hops().size());
        for (int i = 0; i < both; i++) {
            hop(result.hops().get(i), expected.hops().get(i), expected.spreads());
        }
        return List.copyOf(differences);
    }

    private void hop(Hop hop, ExpectedHop expected, boolean spreads) {
        String where = "TTL " + hop.ttl() + ": ";
        require(!hop.probes().isEmpty(), where + "number of probes", 0, "1 or more");
        int responders = hop.responders().size();
        require(spreads || responders <= 1, where + "number of responders", responders, "1, as of one flow");
        for (ProbeResult probe : hop.probes()) {
            boolean mayBeSilent = expected.nodes().isEmpty() || expected.mayBeLost();
            if (probe.outcome() instanceof ProbeOutcome.Answer answer
                    && !expected.nodes().isEmpty()) {
                answer(where, answer, expected);
            } else {
                boolean silent = probe.outcome() instanceof ProbeOutcome.Timeout;
                require(mayBeSilent && silent, where + "outcome", probe.outcome(), expected);
            }
        }
    }

    private void answer(String where, ProbeOutcome.Answer answer, ExpectedHop expected) {
        Reception reception = answer.reception();
        boolean rightNode = topology.owner(reception.address())
                .map(node -> expected.nodes().contains(node.name()))
                .orElse(false);
        require(
                rightNode && family.includes(reception.address()),
                where + "responder",
                reception.address().getHostAddress(),
                expected.nodes());
        same(where + "outcome", kind(answer), expected.kind());
        Duration longest = expected.rtt().plus(tolerance);
        require(
                reception.rtt().compareTo(expected.rtt()) >= 0
                        && reception.rtt().compareTo(longest) <= 0,
                where + "round-trip time",
                reception.rtt(),
                expected.rtt() + " to " + longest);
        OptionalInt code = family == AddressFamily.IPV6 ? expected.code6() : expected.code();
        require(code.isEmpty() || code.equals(reception.icmpCode()), where + "code", reception.icmpCode(), code);
        if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            same(where + "next MTU", unreachable.nextMtu(), expected.nextMtu());
        }
        if (answer instanceof ProbeOutcome.IcmpError error) {
            expected.marks().differences(error).forEach(difference -> differences.add(where + difference));
        }
    }

    private static ReplyKind kind(ProbeOutcome.Answer answer) {
        if (answer instanceof ProbeOutcome.EchoReply) {
            return ReplyKind.ECHO_REPLY;
        } else if (answer instanceof ProbeOutcome.TimeExceeded) {
            return ReplyKind.TIME_EXCEEDED;
        } else if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            return unreachable.reason() == UnreachableReason.FRAGMENTATION_NEEDED
                    ? ReplyKind.PACKET_TOO_BIG
                    : ReplyKind.UNREACHABLE;
        } else if (answer instanceof ProbeOutcome.TcpSynAck) {
            return ReplyKind.TCP_SYN_ACK;
        }
        return answer instanceof ProbeOutcome.TcpReset ? ReplyKind.TCP_RESET : ReplyKind.UDP_REPLY;
    }

    private void same(String what, Object seen, Object expected) {
        require(seen.equals(expected), what, seen, expected);
    }

    private void require(boolean holds, String what, Object seen, Object expected) {
        if (!holds) {
            differences.add("%s is %s, but should be %s".formatted(what, seen, expected));
        }
    }
}
