// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.net.InetAddress;

/**
 * The IP header that an ICMP error quotes.
 *
 * @param destination where the probe was going
 * @param ttl TTL or hop limit on arrival
 * @param trafficClass TOS or traffic class byte on arrival
 * @param length total length in bytes
 */
public record QuotedHeader(InetAddress destination, int ttl, int trafficClass, int length) {}
