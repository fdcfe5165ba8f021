// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.EnumMap;
import java.util.Map;
import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativewindows.win32.IcmpCalls;

/** The ICMP handles, one for each family, opened with the first probe. */
final class Handles {
    private final IcmpCalls calls;
    private final Map<AddressFamily, Long> open = new EnumMap<>(AddressFamily.class);

    Handles(IcmpCalls calls) {
        this.calls = calls;
    }

    /** @throws SystemCallException if it can't be opened */
    long of(AddressFamily family) {
        return open.computeIfAbsent(family, calls::open);
    }

    void close() {
        open.forEach(calls::close);
        open.clear();
    }
}
