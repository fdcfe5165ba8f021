// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.echo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.core.nativecode.Pointer;

/**
 * A block of memory that Windows reads and writes. It lives as long as this object is reachable, so a caller that gives
 * its address away must hold on to it until Windows is done.
 */
public final class Block {
    private final ByteBuffer bytes;
    private final ByteBuffer networkOrder;
    private final long address;

    /** Zeroed memory. */
    public Block(int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        networkOrder = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        address = NativeLinkers.linker().address(bytes);
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
        return new Pointer(address + offset, bytes);
    }

    /** The address of its beginning. */
    public long address() {
        return address;
    }
}
