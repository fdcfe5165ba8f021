// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes to a server and back, with or without TLS. On the loop's thread. */
interface ByteStream {
    /** Sends a message, then waits for what comes. */
    void send(ByteBuffer message) throws IOException;

    /** Goes on, as far as it can be done without waiting. */
    void proceed() throws IOException;

    /** Its user. */
    interface Listener {
        /** Bytes came; they are gone after the call. */
        void received(ByteBuffer bytes) throws IOException;

        /** Bytes are about to leave; what comes before is this host's own time. */
        default void sending() {}

        /** No more will come. */
        void ended() throws IOException;

        /** The connection can't be used any more. */
        void broken(IOException cause);
    }
}
