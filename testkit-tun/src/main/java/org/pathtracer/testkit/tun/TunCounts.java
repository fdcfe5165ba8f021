// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import java.time.Duration;

/**
 * What went through a simulated network since it was opened.
 *
 * @param received packets that sockets sent into the network
 * @param ignored of these, malformed ones and those that don't leave their link, as multicast
 * @param lost packets and answers that the network lost, as was described
 * @param overflowed answers lost since too much was under way, see {@link org.pathtracer.testkit.PacketNetwork}
 * @param delivered packets that came out of it and that the kernel took
 * @param refused packets that came out of it and that the kernel did not take, since the device was down
 * @param latest by how much the packet that was handed over latest missed its time
 */
public record TunCounts(
        long received, long ignored, long lost, long overflowed, long delivered, long refused, Duration latest) {}
