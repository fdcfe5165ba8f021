// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/** What a probe is made of. */
public enum Protocol {
    /** ICMP or ICMPv6 echo requests. */
    ICMP,
    /** UDP datagrams. */
    UDP,
    /** TCP connection attempts. */
    TCP
}
