// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.util.Optional;
import org.pathtracer.core.packet.TcpHeader;
import org.pathtracer.probe.Matching;

/** Finds the TCP probe that an ICMP error quotes. */
public interface TcpQuotes {
    /**
     * What was found.
     *
     * @param tag as much of the probe's as the quote shows
     * @param tagBits how much that is; 0 for a packet that the kernel made
     */
    record Match(Flights.Flight flight, Matching matching, long tag, int tagBits) {}

    /** The probe, whose flight ends with this. */
    Optional<Match> quoted(Flights.Flow flow, TcpHeader tcp);
}
