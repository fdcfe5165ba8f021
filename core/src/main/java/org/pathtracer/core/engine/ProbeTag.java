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
    private long counter;
    private @Nullable InetAddress last;
    private long lastHigh;
    private long lastLow;

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
        return hash.hash(counter++, lastHigh, lastLow, (long) id << 32 | (long) ttl << 16 | flow);
    }

    private void read(InetAddress destination) {
        ByteBuffer address = ByteBuffer.wrap(destination.getAddress());
        lastHigh = address.remaining() == 4 ? 0 : address.getLong();
        lastLow = address.remaining() == 4 ? address.getInt() : address.getLong();
    }
}
