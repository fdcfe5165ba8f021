// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Makes the tag of each probe: a keyed hash, with a key of this process, over all that an answer to it must fit. */
final class ProbeTag {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SipHash hash = new SipHash(RANDOM.nextLong(), RANDOM.nextLong());
    /** What is hashed: the probe's running number, the destination's high and low half, the rest. */
    private final long[] words = new long[4];

    private @Nullable InetAddress last;

    /** Where to begin counting probes: what short quotes show of a probe is little more than its number. */
    static int randomNumber() {
        return RANDOM.nextInt(InFlightTable.CAPACITY);
    }

    /** A tag that no other probe has, not even an equal one. */
    long next(InetAddress destination, int id, int ttl, int flow) {
        // Probes of an operation are many, and its destinations few.
        if (!destination.equals(last)) {
            last = destination;
            read(destination);
        }
        words[0]++;
        words[3] = (long) id << 32 | (long) ttl << 16 | flow;
        return hash.hash(words);
    }

    private void read(InetAddress destination) {
        ByteBuffer address = ByteBuffer.wrap(destination.getAddress());
        words[1] = address.remaining() == 4 ? 0 : address.getLong();
        words[2] = address.remaining() == 4 ? address.getInt() : address.getLong();
    }
}
