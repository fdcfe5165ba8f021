// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativewindows.echo.EchoReply;
import org.pathtracer.nativewindows.echo.EchoRequest;
import org.pathtracer.nativewindows.win32.IcmpCalls;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** Hands echo requests to Windows and reads what it wrote of them. On the loop. */
final class Sender {
    /** Windows takes no timeout of 0 and is inexact about short ones; the engine has timers of its own. */
    static final int LEAST_TIMEOUT_MILLIS = 1000;

    private final IcmpCalls calls;
    private final Handles handles;
    private final LocalAddresses addresses = new LocalAddresses();

    /** By which handle and from which address a profile's probes leave. */
    record Origin(long handle, Optional<InetAddress> source) {}

    Sender(IcmpCalls calls, Handles handles) {
        this.calls = calls;
        this.handles = handles;
    }

    /** @throws SystemCallException if there is no handle, or no address to send from */
    Origin origin(ProbeProfile profile) {
        return new Origin(handles.of(profile.family()), addresses.source(profile));
    }

    /** Writes a probe's request into a buffer. */
    EchoRequest request(Origin origin, RequestBuffer buffer, Probe probe) {
        return new EchoRequest(buffer.block(), probe, origin.source());
    }

    /** Returns the error's number, or 0 if the request is under way. */
    int send(Origin origin, RequestBuffer buffer, EchoRequest request, Probe probe) {
        return calls.send(origin.handle(), buffer.event, request, timeoutMillis(probe));
    }

    /** Reads the reply to a request that is over. */
    EchoReply reply(EchoRequest request) {
        calls.parse(request);
        return request.reply();
    }

    static int timeoutMillis(Probe probe) {
        long millis = TimeUnit.NANOSECONDS.toMillis(probe.timeoutNanos());
        return (int) Math.max(LEAST_TIMEOUT_MILLIS, Math.min(Integer.MAX_VALUE, millis));
    }
}
