// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativewindows.echo.Block;
import org.pathtracer.nativewindows.echo.EchoRequest;
import org.pathtracer.nativewindows.echo.IpStatus;
import org.pathtracer.nativewindows.echo.Layout;
import org.pathtracer.nativewindows.win32.IcmpCalls;
import org.pathtracer.nativewindows.win32.WindowsError;

/** A Windows that does what a test wants, and refuses what the real one forbids. Thread-safe. */
final class FakeWindows implements IcmpCalls {
    /** A request under way. */
    final class Sent {
        final EchoRequest request;
        final int timeoutMillis;
        private final long event;

        Sent(EchoRequest request, long event, int timeoutMillis) {
            this.request = request;
            this.event = event;
            this.timeoutMillis = timeoutMillis;
        }

        /** Ends it with an echo of its data. */
        void echo() {
            Pointer reply = at(request.replyBuffer());
            Pointer data = at(request.data());
            for (int i = 0; i < request.dataSize(); i++) {
                reply.putByte(Layout.REPLY + i, data.getByte(i));
            }
            reply.putShort(Layout.REPLY_DATA_SIZE, (short) request.dataSize());
            reply.putLong(Layout.REPLY_DATA, reply.address() + Layout.REPLY);
            answer(IpStatus.SUCCESS.code(), request.probe().profile().destination());
        }

        private static Pointer at(org.pathtracer.core.nativecode.Pointer place) {
            return Pointer.wrap(Runtime.getSystemRuntime(), place.address());
        }

        /** Ends it with a status. */
        void answer(int status, InetAddress from) {
            byte[] address = from.getAddress();
            at(request.replyBuffer()).put(Layout.REPLY_ADDRESS, address, 0, address.length);
            at(request.replyBuffer()).putInt(Layout.REPLY_STATUS, status);
            end();
        }

        /** Signals its event, whatever the buffer says. */
        void end() {
            synchronized (FakeWindows.this) {
                underWay.remove(this);
                set(event);
            }
        }

        /** Signals its event and stays under way, so that only the test believes in it. */
        void stray() {
            set(event);
        }
    }

    private final Map<Long, Boolean> events = new HashMap<>();
    private final Set<Long> handles = new TreeSet<>();
    private final List<Sent> underWay = new ArrayList<>();
    private final ToIntFunction<Sent> onSend;
    private long lastHandle;
    private int mostUnderWay;
    private boolean waitingFails;

    /** @param onSend what becomes of a request: 0 if it begins, else an error */
    FakeWindows(ToIntFunction<Sent> onSend) {
        this.onSend = onSend;
    }

    /** Everything is answered at once. */
    static FakeWindows answering() {
        return new FakeWindows(sent -> {
            sent.echo();
            return 0;
        });
    }

    /** Nothing is ever answered. */
    static FakeWindows silent() {
        return new FakeWindows(sent -> 0);
    }

    synchronized List<Sent> underWay() {
        return List.copyOf(underWay);
    }

    synchronized int mostUnderWay() {
        return mostUnderWay;
    }

    synchronized int openEvents() {
        return events.size();
    }

    synchronized int openHandles() {
        return handles.size();
    }

    synchronized void failWaiting() {
        waitingFails = true;
        notifyAll();
    }

    @Override
    public synchronized long createEvent() {
        events.put(++lastHandle, false);
        return lastHandle;
    }

    @Override
    public synchronized void set(long event) {
        if (events.replace(event, true) == null) {
            throw new IllegalStateException("event " + event + " is closed");
        }
        notifyAll();
    }

    @Override
    public synchronized void reset(long event) {
        events.replace(event, false);
    }

    @Override
    public synchronized boolean isSet(long event) {
        return events.replace(event, true, false);
    }

    @Override
    public synchronized void closeEvent(long event) {
        if (events.remove(event) == null) {
            throw new IllegalStateException("closed twice");
        }
    }

    @Override
    public synchronized int await(Block handles, int count) {
        while (true) {
            if (waitingFails) {
                throw WindowsError.exception("WaitForMultipleObjects", 6);
            }
            for (int i = 0; i < count; i++) {
                if (events.replace(handles.bytes().getLong(i * Long.BYTES), true, false)) {
                    return i;
                }
            }
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public synchronized long open(AddressFamily family) {
        if (family == AddressFamily.IPV6) {
            throw WindowsError.exception("Icmp6CreateFile", WindowsError.ERROR_CALL_NOT_IMPLEMENTED);
        }
        handles.add(++lastHandle);
        return lastHandle;
    }

    @Override
    public synchronized void close(AddressFamily family, long handle) {
        if (!underWay.isEmpty()) {
            throw new IllegalStateException("closed with requests under way");
        }
        handles.remove(handle);
    }

    @Override
    public int send(long handle, long event, EchoRequest request, int timeoutMillis) {
        Sent sent = new Sent(request, event, timeoutMillis);
        synchronized (this) {
            underWay.add(sent);
            mostUnderWay = Math.max(mostUnderWay, underWay.size());
        }
        int error = onSend.applyAsInt(sent);
        if (error != 0) {
            synchronized (this) {
                underWay.remove(sent);
            }
        }
        return error;
    }

    @Override
    public void parse(EchoRequest request) {
        Sent.at(request.replyBuffer()).putShort(Layout.REPLY_RESERVED, (short) 0);
    }
}
