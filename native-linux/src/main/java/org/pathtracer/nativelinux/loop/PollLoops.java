// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.loop;

import java.lang.System.Logger.Level;
import org.pathtracer.nativeposix.loop.PollLoop;

/** Chooses the poller: Netty's epoll, or ppoll(2) where its native part can't load. */
public final class PollLoops {
    /** System property that forces {@code ppoll}, for tests and for systems where epoll misbehaves. */
    public static final String POLLER_PROPERTY = "org.pathtracer.poller";

    /** Begins with the first message: a logger takes more time than a short run has. */
    private static final class Logging {
        static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativelinux");
    }

    private PollLoops() {}

    /** Which poller {@link #open} gives, for people. */
    public static String description() {
        return useEpoll() ? "epoll (Netty)" : "ppoll(2)";
    }

    /** A running loop. */
    public static PollLoop open(String threadName) {
        if (!ppollIsAskedFor()) {
            if (EpollLoop.available()) {
                try {
                    return new EpollLoop(threadName);
                } catch (RuntimeException e) {
                    Logging.LOGGER.log(Level.DEBUG, "Netty's epoll has no descriptors, and ppoll(2) needs fewer", e);
                }
            }
            Logging.LOGGER.log(Level.DEBUG, "Polling with ppoll(2): Netty's epoll can't load here");
        }
        return new PpollLoop(threadName);
    }

    private static boolean useEpoll() {
        return !ppollIsAskedFor() && EpollLoop.available();
    }

    private static boolean ppollIsAskedFor() {
        return "ppoll".equals(System.getProperty(POLLER_PROPERTY));
    }
}
