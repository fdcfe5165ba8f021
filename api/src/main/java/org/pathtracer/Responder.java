// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.OptionalInt;

/**
 * One address that answered at a hop.
 *
 * @param address the address
 * @param statistics round-trip times of its answers; {@code sent} is the number of probes that it answered
 * @param replyTtl TTL or hop limit of its first answer as it arrived, where the transport sees it
 */
public record Responder(InetAddress address, Statistics statistics, OptionalInt replyTtl) {
    /**
     * Estimated number of hops on the way back: the distance of {@link #replyTtl} to the next usual initial TTL (32,
     * 64, 128, 255), plus one. An estimate, since a system may start from any value.
     */
    public OptionalInt returnHops() {
        if (replyTtl.isEmpty()) {
            return OptionalInt.empty();
        }
        int ttl = replyTtl.getAsInt();
        int initial = ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
        return OptionalInt.of(initial - ttl + 1);
    }
}
