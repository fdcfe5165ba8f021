// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.nio.ByteBuffer;
import org.pathtracer.spi.Probe;

/** Makes a probe into the bytes that a kind of socket takes. */
public interface PacketWriter {
    /** How many bytes they are. */
    int length(Probe probe);

    /**
     * Writes them.
     *
     * @param out network order; {@code length} bytes from {@code offset} are to be written
     */
    void write(Probe probe, ByteBuffer out, int offset, int length);

    /** The port to send to; 0 where the socket has no ports. */
    int port(Probe probe);
}
