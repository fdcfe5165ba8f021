// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.io.IOException;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A running capture of a tracer's packets, from {@link PathTracer#capture}. Thread-safe.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PacketCapture extends AutoCloseable {
    /** Returns the number of packets written so far. */
    long packets();

    /** Returns the number of packets that the capture missed so far, because it could not read them in time. */
    long missed();

    /**
     * Writes the packets that have arrived, ends the capture, and closes the stream. Does nothing the second time.
     *
     * @throws IOException if the packets could not be written to the stream, now or before
     */
    @Override
    void close() throws IOException;
}
