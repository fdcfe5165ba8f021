// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/**
 * Memory that the kernel reads and writes, as a buffer of the machine's byte order. It lives as long as this object.
 */
final class Block {
    final ByteBuffer bytes;
    final Pointer pointer;

    /** Zeroed. */
    Block(int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        pointer = Pointer.wrap(Linux.runtime(), bytes);
    }
}
