// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.nativelinux.libc.ReceiveBatch;

/**
 * Reads what a kind of socket shows of an answer, and tells the listener if it is of interest. Whatever the bytes are,
 * it throws nothing.
 */
interface ReplyReader {
    /** Of a socket that only sends. */
    ReplyReader NOTHING = new ReplyReader() {
        @Override
        public void answer(ReceiveBatch message, Arrival arrival) {}

        @Override
        public void error(ReceiveBatch message, Arrival arrival) {}
    };

    /** A packet from the normal queue. */
    void answer(ReceiveBatch message, Arrival arrival);

    /** A message from the error queue that is not a send time. */
    void error(ReceiveBatch message, Arrival arrival);
}
