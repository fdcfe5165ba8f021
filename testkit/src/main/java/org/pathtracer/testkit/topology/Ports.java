// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.util.List;
import java.util.Optional;
import org.pathtracer.testkit.check.Checks;

/**
 * Which ports of a node are open or filtered. What an open UDP port says is an echo of the datagram, if nothing else is
 * said.
 *
 * @param tcpOpen answer a SYN with a SYN-ACK
 * @param tcpFiltered say nothing
 * @param udpOpen answer with a datagram
 * @param udpFiltered say nothing
 * @param filtersOthers whether all other ports say nothing too, instead of "closed"
 * @param udpContent what open UDP ports answer instead of the echo
 * @since 0.1.0
 */
public record Ports(
        List<Range> tcpOpen,
        List<Range> tcpFiltered,
        List<Range> udpOpen,
        List<Range> udpFiltered,
        boolean filtersOthers,
        Optional<String> udpContent) {
    /** All ports are closed. */
    static final Ports CLOSED = new Ports(List.of(), List.of(), List.of(), List.of(), false, Optional.empty());

    /** What a port does. */
    public enum State {
        /** Answers. */
        OPEN,
        /** Refuses. */
        CLOSED,
        /** Is silent. */
        FILTERED
    }

    /**
     * Ports in a row.
     *
     * @param first 1 to 65535
     * @param last included
     */
    public record Range(int first, int last) {
        static Range of(int first, int last) {
            Checks.range("port", first, 1, 65_535);
            return new Range(first, Checks.range("last port", last, first, 65_535));
        }

        boolean contains(int port) {
            return first <= port && port <= last;
        }
    }

    /** Copies the lists. */
    public Ports {
        tcpOpen = List.copyOf(tcpOpen);
        tcpFiltered = List.copyOf(tcpFiltered);
        udpOpen = List.copyOf(udpOpen);
        udpFiltered = List.copyOf(udpFiltered);
    }

    /** What a TCP port does. */
    public State tcp(int port) {
        return state(tcpOpen, tcpFiltered, port);
    }

    /** What a UDP port does. */
    public State udp(int port) {
        return state(udpOpen, udpFiltered, port);
    }

    private State state(List<Range> open, List<Range> filtered, int port) {
        if (contain(filtered, port)) {
            return State.FILTERED;
        } else if (contain(open, port)) {
            return State.OPEN;
        }
        return filtersOthers ? State.FILTERED : State.CLOSED;
    }

    private static boolean contain(List<Range> ranges, int port) {
        for (Range range : ranges) {
            if (range.contains(port)) {
                return true;
            }
        }
        return false;
    }
}
