// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import java.util.Locale;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.nativecode.NativeLinker;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.nativewindows.echo.Block;
import org.pathtracer.nativewindows.echo.EchoRequest;

/** The system's own libraries. */
public final class Windows implements IcmpCalls {
    /** The library with the ICMP helper. */
    public static final String HELPER = "iphlpapi.dll";

    private static final int INFINITE = -1;

    private final NativeLinker linker = NativeLinkers.linker();
    private final Kernel32 kernel;
    private final IcmpHelper helper;
    private final IcmpHelper helper6;

    private Windows(String helper6Library) {
        kernel = new Kernel32(linker.open("kernel32.dll"));
        helper = IcmpHelper.ofIpv4(linker.open(HELPER));
        helper6 = IcmpHelper.ofIpv6(linker.open(helper6Library));
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
     * @throws LinkageError if a library can't be loaded
     */
    public static Windows load(String helper6Library) {
        return new Windows(helper6Library);
    }

    @Override
    public long createEvent() {
        long event = kernel.createEvent();
        if (event == 0) {
            throw WindowsError.exception("CreateEvent", linker.error());
        }
        return event;
    }

    @Override
    public void set(long event) {
        kernel.setEvent(event);
    }

    @Override
    public void reset(long event) {
        kernel.resetEvent(event);
    }

    @Override
    public boolean isSet(long event) {
        return kernel.waitForSingleObject(event, 0) == 0;
    }

    @Override
    public void closeEvent(long event) {
        kernel.closeHandle(event);
    }

    @Override
    public int await(Block events, int count) {
        int signalled = kernel.waitForMultipleObjects(count, events.pointer(0), 0, INFINITE);
        if (signalled < 0 || signalled >= count) {
            throw WindowsError.exception("WaitForMultipleObjects", linker.error());
        }
        return signalled;
    }

    private IcmpHelper helper(AddressFamily family) {
        return family == AddressFamily.IPV6 ? helper6 : helper;
    }

    @Override
    public long open(AddressFamily family) {
        IcmpHelper of = helper(family);
        try {
            long handle = of.create();
            if (handle == 0 || handle == -1) {
                throw WindowsError.exception(of.createCall(), linker.error());
            }
            return handle;
        } catch (UnsatisfiedLinkError e) {
            throw WindowsError.exception(of.createCall(), WindowsError.ERROR_PROC_NOT_FOUND);
        }
    }

    @Override
    public void close(AddressFamily family, long handle) {
        helper(family).close(handle);
    }

    @Override
    public int send(long handle, long event, EchoRequest request, int timeoutMillis) {
        try {
            boolean v6 = request.family() == AddressFamily.IPV6;
            long source = v6 ? request.source6().address() : request.source4();
            long destination = v6 ? request.destination6().address() : request.destination4();
            int replies = helper(request.family()).send(handle, event, source, destination, request, timeoutMillis);
            int error = replies == 0 ? linker.error() : 0;
            return error == WindowsError.ERROR_IO_PENDING ? 0 : error;
        } catch (UnsatisfiedLinkError e) {
            return WindowsError.ERROR_PROC_NOT_FOUND;
        }
    }

    @Override
    public void parse(EchoRequest request) {
        try {
            helper(request.family()).parse(request);
        } catch (UnsatisfiedLinkError e) {
            // Then there is nothing that needs to be completed.
        }
    }
}
