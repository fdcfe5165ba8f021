// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.concurrent.locks.LockSupport;
import org.pathtracer.core.loop.ThreadLoop;

/** The transport's thread. It waits for nothing of Windows itself: {@link Waiter}s do, and bring it tasks. */
final class WindowsLoop extends ThreadLoop {
    /** Longer than Windows sleeps too long. */
    private static final long LATE_NANOS = 5_000_000;

    WindowsLoop(String threadName) {
        super(threadName, LATE_NANOS);
    }

    /** Only this class has this thread, so an interrupt of it has no meaning. */
    @Override
    protected void await(long nanos) {
        LockSupport.parkNanos(this, nanos);
        Thread.interrupted();
    }

    @Override
    protected void wake() {
        LockSupport.unpark(thread);
    }
}
