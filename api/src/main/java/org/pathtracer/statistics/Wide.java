// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.math.BigInteger;

/** Integers of 128 bits, kept as two longs since there may be a recorder for each of a million targets. */
final class Wide {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    private Wide() {}

    /** What adding to the low half carries into the high half: 0 or 1. */
    static int carry(long lowAfter, long added) {
        return Long.compareUnsigned(lowAfter, added) < 0 ? 1 : 0;
    }

    static BigInteger of(long high, long low) {
        BigInteger unsigned = BigInteger.valueOf(low);
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(low < 0 ? unsigned.add(TWO_TO_64) : unsigned);
    }
}
