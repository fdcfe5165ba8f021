// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

/**
 * An entry of an MPLS label stack (RFC 3032 section 2.1).
 *
 * @param label 0 to 1048575
 * @param trafficClass 0 to 7 (RFC 5462)
 * @param bottom whether it is the last of its stack
 * @param ttl 0 to 255
 * @since 0.1.0
 */
public record MplsLabel(int label, int trafficClass, boolean bottom, int ttl) {}
