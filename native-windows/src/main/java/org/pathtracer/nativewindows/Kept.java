// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.nativewindows.win32.IcmpCalls;

/**
 * Requests that were under way when their transport closed. They can't be taken back: Windows writes into their memory
 * when they end, at the latest after their timeouts, and closing their handle before that may block or do worse. So
 * memory and handles are held on to, without a thread. Whenever a transport opens or closes, what has ended meanwhile
 * is let go.
 */
final class Kept {
    private static final List<Kept> ALL = new ArrayList<>();

    private final IcmpCalls calls;
    private final List<RequestBuffer> buffers;
    private final Handles handles;

    private Kept(IcmpCalls calls, List<RequestBuffer> buffers, Handles handles) {
        this.calls = calls;
        this.buffers = new ArrayList<>(buffers);
        this.handles = handles;
    }

    /** Lets go of buffers and handles, as soon as Windows does. */
    static synchronized void until(IcmpCalls calls, List<RequestBuffer> buffers, Handles handles) {
        ALL.add(new Kept(calls, buffers, handles));
        sweep();
    }

    /** Lets go of what has ended. */
    static synchronized void sweep() {
        ALL.removeIf(Kept::over);
    }

    /** How many requests have not ended, for tests. */
    static synchronized int requests() {
        return ALL.stream().mapToInt(kept -> kept.buffers.size()).sum();
    }

    private boolean over() {
        buffers.removeIf(this::hasEnded);
        if (!buffers.isEmpty()) {
            return false;
        }
        handles.close();
        return true;
    }

    private boolean hasEnded(RequestBuffer buffer) {
        if (!calls.isSet(buffer.event)) {
            return false;
        }
        calls.closeEvent(buffer.event);
        return true;
    }
}
