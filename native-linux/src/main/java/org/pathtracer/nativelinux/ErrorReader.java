// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativeposix.Arrival;

/** Reads what a socket's error queue shows; whatever the bytes are, it throws nothing. */
interface ErrorReader {
    /** Of a socket whose errors come by another. */
    ErrorReader NOTHING = (message, arrival) -> {};

    /** A message from the error queue that is not a send time. */
    void error(ReceiveBatch message, Arrival arrival);
}
