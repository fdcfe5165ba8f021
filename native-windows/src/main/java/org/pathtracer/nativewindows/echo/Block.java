// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.echo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * A block of memory that Windows reads and writes. It lives as long as this object is reachable, so a caller that gives
 * its address away must hold on to it until Windows is done.
 */
public final class Block {
    private final ByteBuffer bytes;
    private final ByteBuffer networkOrder;
    private final Pointer pointer;

    /** Zeroed memory. */
    public Block(int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        networkOrder = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        pointer = Pointer.wrap(Runtime.getSystemRuntime(), bytes);
    }

    /** Its bytes, in the order of the machine, which is little-endian wherever Windows runs. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** The same bytes, in the order of the network. */
    public ByteBuffer networkOrder() {
        return networkOrder;
    }

    public int size() {
        return bytes.capacity();
    }

    /** From an offset on, for a call. */
    public Pointer pointer(int offset) {
        return pointer.slice(offset);
    }

    /** The address of its beginning. */
    public long address() {
        return pointer.address();
    }
}
