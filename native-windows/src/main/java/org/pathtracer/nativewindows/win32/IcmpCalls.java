// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativewindows.echo.Block;
import org.pathtracer.nativewindows.echo.EchoRequest;

/** All that this module asks of Windows. Handles are numbers. Thread-safe. */
public interface IcmpCalls {
    /** Most events that can be waited for at once: {@code MAXIMUM_WAIT_OBJECTS}. */
    int MOST_EVENTS = 64;

    /**
     * A new event, which {@link #await} resets when it reports it.
     *
     * @throws SystemCallException if there can be none
     */
    long createEvent();

    /** Signals an event. */
    void set(long event);

    /** Takes an event's signal back. */
    void reset(long event);

    /** Whether an event is signalled; then it is not any more. */
    boolean isSet(long event);

    /** Closes an event that is not waited for. */
    void closeEvent(long event);

    /**
     * Waits until one of several events is signalled; gives the place of the first that is.
     *
     * @param events handles of 8 bytes
     * @param count how many (1 to 64)
     * @throws SystemCallException if they can't be waited for
     */
    int await(Block events, int count);

    /**
     * A handle to send requests of a family with.
     *
     * @throws SystemCallException if there can be none
     */
    long open(AddressFamily family);

    /** Closes such a handle. Not with requests under way: Windows may block for a second, and Wine 8 crashes. */
    void close(AddressFamily family, long handle);

    /**
     * Begins a request, whose memory belongs to Windows until its event.
     *
     * @param timeoutMillis after which Windows gives up
     * @return 0 if it has begun, else the error; then there will be no event
     */
    int send(long handle, long event, EchoRequest request, int timeoutMillis);

    /** Completes a reply buffer before it is read. Once after the event. */
    void parse(EchoRequest request);
}
