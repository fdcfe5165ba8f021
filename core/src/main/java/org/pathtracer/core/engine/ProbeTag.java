// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Makes the tag of each probe: a keyed hash, with a key of this process, over all that an answer to it must fit. */
final class ProbeTag {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SipHash hash = new SipHash(RANDOM.nextLong(), RANDOM.nextLong());
    private long counter;

    /** Where to begin counting probes: what short quotes show of a probe is little more than its number. */
    static int randomNumber() {
        return RANDOM.nextInt(InFlightTable.CAPACITY);
    }

    /** A tag that no other probe has, not even an equal one. */
    long next(InetAddress destination, int id, int ttl, int flow) {
        ByteBuffer address = ByteBuffer.wrap(destination.getAddress());
        long high = address.remaining() == 4 ? 0 : address.getLong();
        long low = address.remaining() == 4 ? address.getInt() : address.getLong();
        return hash.hash(counter++, high, low, (long) id << 32 | (long) ttl << 16 | flow);
    }
}
