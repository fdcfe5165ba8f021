// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.core.nativecode.Pointer;

/**
 * A block of memory that the kernel reads and writes, seen as a buffer of the machine's byte order. It lives as long as
 * this object is reachable, so its owner must outlive every call that has its address.
 */
public final class NativeMemory {
    private final ByteBuffer bytes;
    private final ByteBuffer networkOrder;
    private final Pointer pointer;
    private final long address;

    /** Zeroed memory. */
    public NativeMemory(int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        networkOrder = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        address = NativeLinkers.linker().address(bytes);
        pointer = new Pointer(address, bytes);
    }

    /** Its bytes, in the machine's order. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** The same bytes, in the order of the network. */
    public ByteBuffer networkOrder() {
        return networkOrder;
    }

    /** Its beginning, for a call. */
    public Pointer pointer() {
        return pointer;
    }

    /** From an offset on, for a call. */
    public Pointer pointer(int offset) {
        return new Pointer(address + offset, bytes);
    }

    /** Address of an offset, to be put into a struct. */
    public long address(int offset) {
        return address + offset;
    }
}
