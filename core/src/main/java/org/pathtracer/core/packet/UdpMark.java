// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.util.OptionalInt;

/**
 * What the payload of a UDP probe, or as much of it as is shown, says of the probe.
 *
 * @param id the probe's number (0 to 65535); empty where that much is not shown
 * @param tag as many leading bits as there were, the rest 0
 * @param tagBits how many that are (0 to 64)
 */
public record UdpMark(OptionalInt id, long tag, int tagBits) {
    /** Nothing is shown. */
    public static final UdpMark NONE = new UdpMark(OptionalInt.empty(), 0, 0);
}
