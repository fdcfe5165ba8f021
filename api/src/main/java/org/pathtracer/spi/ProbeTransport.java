// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

/**
 * Open sockets. Except for {@link #close()}, all methods are called on the {@linkplain #loop() loop's} thread only, and
 * all calls to the {@link TransportListener} are made there.
 *
 * @since 0.1.0
 */
public interface ProbeTransport extends AutoCloseable {
    /** Returns the loop, on whose thread this transport runs. */
    TransportLoop loop();

    /**
     * Takes a probe for sending. It may wait until {@link #flush()} to leave together with others. Its fate is told to
     * the listener: {@link TransportListener#onSent} or {@link TransportListener#onSendFailed}, exactly one of them
     * first, and not during this call. Throws nothing.
     */
    void send(Probe probe);

    /** Sends the probes that {@link #send} took. */
    void flush();

    /**
     * Cancels a probe whose answer is no longer needed. A transport that holds resources for it (a connection, a
     * request to the system) may release them. An answer that is reported nevertheless does no harm.
     *
     * @param id the probe's number
     */
    default void cancel(int id) {}

    /**
     * Releases everything, from any thread but the loop's: when it returns, the loop's thread has ended, every
     * descriptor is closed, and the listener is not called any more. Idempotent, and bounded in time.
     */
    @Override
    void close();
}
