// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.io;

/** One message on its way to one server and back. On the loop's thread. */
public interface Exchange {
    /** Ends it without telling. */
    void cancel();

    /** What waits for it. */
    interface Listener {
        /** The message is about to leave; what comes before is this host's own time. */
        default void onSending() {}

        /** A message came, from the server as far as the channel can tell; whether it is the answer awaited. */
        boolean onMessage(byte[] message);

        /** There will be no answer; why, in a few words. */
        void onFailure(String reason);
    }
}
