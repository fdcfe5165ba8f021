// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import java.util.Locale;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativewindows.echo.Block;
import org.pathtracer.nativewindows.echo.EchoRequest;

/** The system's own libraries. */
public final class Windows implements IcmpCalls {
    /** The library with the ICMP helper. */
    public static final String HELPER = "iphlpapi";

    private static final int INFINITE = -1;

    private final Kernel32 kernel;
    private final IcmpHelper helper;
    private final Icmp6Helper helper6;

    private Windows(String helper6Library) {
        kernel = library(Kernel32.class, "kernel32");
        helper = library(IcmpHelper.class, HELPER);
        helper6 = library(Icmp6Helper.class, helper6Library);
        error();
    }

    /** At once, since jnr-ffi would put off until the first call to tell that there is none. */
    private static <L> L library(Class<L> calls, String name) {
        try {
            return LibraryLoader.create(calls).failImmediately().load(name);
        } catch (UnsatisfiedLinkError e) {
            // Not its cause: that is what is told of a failure, and it does not name the library.
            LinkageError missing = new LinkageError("there is no library " + name + ": " + e.getMessage());
            missing.addSuppressed(e);
            throw missing;
        }
    }

    /** Whether this is the system. */
    public static boolean isThisSystem() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    /** Why this system can't have the libraries; empty if it should. */
    public static String unavailability() {
        if (!isThisSystem()) {
            return "this system is not Windows";
        }
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return architecture.endsWith("64") ? "" : "it takes a 64-bit Java, and this one is for " + architecture;
    }

    /**
     * Loads them.
     *
     * @param helper6Library which one has the calls for IPv6
     * @throws LinkageError if a library can't be loaded, or jnr-ffi does not work here
     */
    public static Windows load(String helper6Library) {
        return new Windows(helper6Library);
    }

    @Override
    public long createEvent() {
        Pointer event = kernel.CreateEventA(null, 0, 0, null);
        if (event == null) {
            throw WindowsError.exception("CreateEvent", error());
        }
        return event.address();
    }

    @Override
    public void set(long event) {
        kernel.SetEvent(handle(event));
    }

    @Override
    public void reset(long event) {
        kernel.ResetEvent(handle(event));
    }

    @Override
    public boolean isSet(long event) {
        return kernel.WaitForSingleObject(handle(event), 0) == 0;
    }

    @Override
    public void closeEvent(long event) {
        kernel.CloseHandle(handle(event));
    }

    @Override
    public int await(Block events, int count) {
        int signalled = kernel.WaitForMultipleObjects(count, events.pointer(0), 0, INFINITE);
        if (signalled < 0 || signalled >= count) {
            throw WindowsError.exception("WaitForMultipleObjects", error());
        }
        return signalled;
    }

    @Override
    public long open(AddressFamily family) {
        boolean v6 = family == AddressFamily.IPV6;
        String call = v6 ? "Icmp6CreateFile" : "IcmpCreateFile";
        try {
            Pointer handle = v6 ? helper6.Icmp6CreateFile() : helper.IcmpCreateFile();
            if (handle == null || handle.address() == -1) {
                throw WindowsError.exception(call, error());
            }
            return handle.address();
        } catch (UnsatisfiedLinkError e) {
            throw WindowsError.exception(call, WindowsError.ERROR_PROC_NOT_FOUND);
        }
    }

    @Override
    public void close(AddressFamily family, long handle) {
        if (family == AddressFamily.IPV6) {
            helper6.IcmpCloseHandle(handle(handle));
        } else {
            helper.IcmpCloseHandle(handle(handle));
        }
    }

    @Override
    public int send(long handle, long event, EchoRequest request, int timeoutMillis) {
        try {
            int replies = request.family() == AddressFamily.IPV6
                    ? send6(handle(handle), handle(event), request, timeoutMillis)
                    : send4(handle(handle), handle(event), request, timeoutMillis);
            int error = replies == 0 ? error() : 0;
            return error == WindowsError.ERROR_IO_PENDING ? 0 : error;
        } catch (UnsatisfiedLinkError e) {
            return WindowsError.ERROR_PROC_NOT_FOUND;
        }
    }

    private int send4(Pointer handle, Pointer event, EchoRequest request, int timeoutMillis) {
        return helper.IcmpSendEcho2Ex(
                handle,
                event,
                null,
                null,
                request.source4(),
                request.destination4(),
                request.data(),
                (short) request.dataSize(),
                request.options(),
                request.replyBuffer(),
                request.replySize(),
                timeoutMillis);
    }

    private int send6(Pointer handle, Pointer event, EchoRequest request, int timeoutMillis) {
        return helper6.Icmp6SendEcho2(
                handle,
                event,
                null,
                null,
                request.source6(),
                request.destination6(),
                request.data(),
                (short) request.dataSize(),
                request.options(),
                request.replyBuffer(),
                request.replySize(),
                timeoutMillis);
    }

    @Override
    public void parse(EchoRequest request) {
        if (request.family() == AddressFamily.IPV4) {
            helper.IcmpParseReplies(request.replyBuffer(), request.replySize());
            return;
        }
        try {
            helper6.Icmp6ParseReplies(request.replyBuffer(), request.replySize());
        } catch (UnsatisfiedLinkError e) {
            // Then there is nothing that needs to be completed.
        }
    }

    /** Straight after a call, on the same thread. */
    private int error() {
        return LastError.getLastError(Runtime.getRuntime(kernel));
    }

    private Pointer handle(long number) {
        return Pointer.wrap(Runtime.getRuntime(kernel), number);
    }
}
