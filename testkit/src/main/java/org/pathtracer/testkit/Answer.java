// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import org.pathtracer.spi.ReplyKind;

/**
 * A packet that arrives at the source because of a probe.
 *
 * @param at when, in nanoseconds
 * @param replyTtl TTL or hop limit on arrival
 * @param nextMtu with {@link ReplyKind#PACKET_TOO_BIG}; else 0
 * @param probe the probe as it arrived at the node that answers
 * @param quote bytes of it that an error shows behind the IP header
 * @param forged sent by an attacker, who knows everything but the tag
 */
record Answer(
        long at,
        ReplyKind kind,
        InetAddress from,
        int type,
        int code,
        int replyTtl,
        int nextMtu,
        Packet probe,
        int quote,
        boolean forged) {
    Answer arriving(long time, int ttl) {
        return new Answer(time, kind, from, type, code, ttl, nextMtu, probe, quote, forged);
    }
}
