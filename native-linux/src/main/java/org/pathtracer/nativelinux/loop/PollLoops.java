// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.loop;

import java.lang.System.Logger.Level;

/** Chooses the poller: Netty's epoll, or ppoll(2) where its native part can't load. */
public final class PollLoops {
    /** System property that forces {@code ppoll}, for tests and for systems where epoll misbehaves. */
    public static final String POLLER_PROPERTY = "org.pathtracer.poller";

    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativelinux");

    private PollLoops() {}

    /** A running loop. */
    public static PollLoop open(String threadName) {
        if (!"ppoll".equals(System.getProperty(POLLER_PROPERTY))) {
            if (EpollLoop.available()) {
                return new EpollLoop(threadName);
            }
            LOGGER.log(
                    Level.DEBUG, "Polling with ppoll(2), since Netty's epoll can't load", EpollLoop.unavailability());
        }
        return new PpollLoop(threadName);
    }
}
