// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

import org.jspecify.annotations.Nullable;

/**
 * A place in memory, for a call.
 *
 * @param address where it is
 * @param owner what keeps the memory: it is not freed before this pointer is unreachable
 */
public record Pointer(long address, Object owner) {
    /** Returns where it is; 0 for none. */
    public static long addressOf(@Nullable Pointer pointer) {
        return pointer == null ? 0 : pointer.address;
    }
}
