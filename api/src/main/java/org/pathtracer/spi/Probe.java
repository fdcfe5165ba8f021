// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

/**
 * One packet to send.
 *
 * @param id number (0 to 65535) that no other probe in flight on this transport has; fits an ICMP sequence number
 * @param tag 64 bits by which a true answer is told from a forged one; a transport puts as many of the leading ones as
 *     fit where answers will show them
 * @param ttl TTL or hop limit (1 to 255)
 * @param flow number of the flow (0 to 65533)
 * @param profile what it shares with its operation's other probes
 * @param timeoutNanos how long an answer is awaited, for systems that want to know
 */
public record Probe(int id, long tag, int ttl, int flow, ProbeProfile profile, long timeoutNanos) {}
