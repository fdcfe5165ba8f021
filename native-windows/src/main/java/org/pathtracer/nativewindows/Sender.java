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

    Sender(IcmpCalls calls, Handles handles) {
        this.calls = calls;
        this.handles = handles;
    }

    /** @throws SystemCallException if the handle of the family can't be opened */
    long handle(ProbeProfile profile) {
        return handles.of(profile.family());
    }

    /** @throws SystemCallException if there is no address to send from */
    Optional<InetAddress> source(ProbeProfile profile) {
        return addresses.source(profile);
    }

    /** Returns the error's number, or 0 if the request is under way. */
    int send(long handle, RequestBuffer buffer, EchoRequest request, Probe probe) {
        return calls.send(handle, buffer.event, request, timeoutMillis(probe));
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
