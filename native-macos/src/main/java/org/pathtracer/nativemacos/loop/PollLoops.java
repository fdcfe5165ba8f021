// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.loop;

import java.lang.System.Logger.Level;
import org.pathtracer.nativeposix.loop.PollLoop;

/** Chooses the poller: Netty's kqueue, or kevent(2) where its native part can't load. */
public final class PollLoops {
    /** System property that forces {@code kevent}, for systems where Netty's library misbehaves. */
    static final String POLLER_PROPERTY = "org.pathtracer.poller";

    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativemacos");

    private PollLoops() {}

    /** Which poller {@link #open} gives, for people. */
    public static String description() {
        return useNetty() ? "kqueue (Netty)" : "kevent(2)";
    }

    /** A running loop. */
    public static PollLoop open(String threadName) {
        if (useNetty()) {
            return new KQueueLoop(threadName);
        }
        LOGGER.log(Level.DEBUG, "Polling with kevent(2): it is asked for, or Netty's kqueue can't load here");
        return new KeventLoop(threadName);
    }

    private static boolean useNetty() {
        return !"kevent".equals(System.getProperty(POLLER_PROPERTY)) && KQueueLoop.available();
    }
}
