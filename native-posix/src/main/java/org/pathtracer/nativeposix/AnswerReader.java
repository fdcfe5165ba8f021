// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.pathtracer.nativeposix.libc.Received;

/**
 * Reads what a kind of socket shows of an answer, and tells the listener if it is of interest. Whatever the bytes are,
 * it throws nothing.
 */
public interface AnswerReader {
    /** Of a socket that only sends. */
    AnswerReader NOTHING = (message, arrival) -> {};

    /** A packet that has arrived. */
    void answer(Received message, Arrival arrival);
}
