// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Selects the header fields that stay constant in the probes of an operation, so that load balancers that hash header
 * fields send them one way.
 *
 * @since 0.1.0
 */
public enum FlowMethod {
    /**
     * Probes of one flow look alike: the same addresses and ports, for ICMP the same checksum (Augustin et al.,
     * "Avoiding traceroute anomalies with Paris traceroute", IMC 2006).
     */
    PARIS,
    /**
     * Every probe is a flow of its own, as in the first traceroute: UDP counts the destination port up, TCP the source
     * port, ICMP its checksum.
     */
    CLASSIC,
    /**
     * As {@link #PARIS}, and each probe's number is also its IPv4 identification, by which address translators are
     * found (Barbera, "Dublin Traceroute"). Needs raw sockets and IPv4.
     */
    DUBLIN
}
