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
    record Match(InFlightProbes.InFlightProbe inFlightProbe, Matching matching, long tag, int tagBits) {}

    /** The probe, which is over with this. */
    Optional<Match> quoted(InFlightProbes.Flow flow, TcpHeader tcp);
}
