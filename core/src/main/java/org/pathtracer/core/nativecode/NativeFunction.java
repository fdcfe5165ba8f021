// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

/**
 * A C function that takes and gives integers and pointers. Each is passed as a word of 64 bits: the calling conventions
 * of 64-bit systems have a register or a slot of that size for each, of which a function that wants an {@code int}
 * looks at the lower half. A function may be given more words than it takes, for the same reason. So one shape serves
 * all.
 *
 * <p>Of what a function of type {@code int} gives, the upper half has no meaning: cast it.
 */
public interface NativeFunction {
    /** Most words that a function takes. */
    int MOST = 12;

    /** Calls it. */
    long call(long a, long b, long c, long d, long e, long f);

    /** Calls it with up to {@link #MOST} words. */
    long call(long[] words);

    default long call() {
        return call(0, 0, 0, 0, 0, 0);
    }

    default long call(long a) {
        return call(a, 0, 0, 0, 0, 0);
    }

    default long call(long a, long b) {
        return call(a, b, 0, 0, 0, 0);
    }

    default long call(long a, long b, long c) {
        return call(a, b, c, 0, 0, 0);
    }

    default long call(long a, long b, long c, long d) {
        return call(a, b, c, d, 0, 0);
    }

    default long call(long a, long b, long c, long d, long e) {
        return call(a, b, c, d, e, 0);
    }
}
