// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import org.jspecify.annotations.Nullable;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.nativewindows.echo.EchoRequest;

/**
 * Echo requests of one address family, as {@code iphlpapi.dll} has them. A function is looked up when it is called,
 * since some may be missing.
 */
final class IcmpHelper {
    private final NativeLibrary library;
    private final Call create;
    private final Call send;
    private final Call parse;
    private final Call close;

    /** A function, once it was called. */
    private final class Call {
        private final String symbol;
        private volatile @Nullable NativeFunction found;

        Call(String symbol) {
            this.symbol = symbol;
        }

        NativeFunction function() {
            NativeFunction function = found;
            if (function == null) {
                function = library.function(symbol);
                found = function;
            }
            return function;
        }
    }

    private IcmpHelper(NativeLibrary library, String create, String send, String parse) {
        this.library = library;
        this.create = new Call(create);
        this.send = new Call(send);
        this.parse = new Call(parse);
        this.close = new Call("IcmpCloseHandle");
    }

    /** Those of IPv4, with addresses as numbers in the order of the network. */
    static IcmpHelper ofIpv4(NativeLibrary library) {
        return new IcmpHelper(library, "IcmpCreateFile", "IcmpSendEcho2Ex", "IcmpParseReplies");
    }

    /** Those of IPv6, with addresses as {@code sockaddr_in6}. */
    static IcmpHelper ofIpv6(NativeLibrary library) {
        return new IcmpHelper(library, "Icmp6CreateFile", "Icmp6SendEcho2", "Icmp6ParseReplies");
    }

    String createCall() {
        return create.symbol;
    }

    /** 0 or -1 if there can be none. */
    long create() {
        return create.function().call();
    }

    int send(long handle, long event, long source, long destination, EchoRequest request, int timeoutMillis) {
        return (int) send.function().call(new long[] {
            handle,
            event,
            0,
            0,
            source,
            destination,
            request.data().address(),
            request.dataSize(),
            request.options().address(),
            request.replyBuffer().address(),
            request.replySize(),
            timeoutMillis
        });
    }

    void parse(EchoRequest request) {
        parse.function().call(request.replyBuffer().address(), request.replySize());
    }

    void close(long handle) {
        close.function().call(handle);
    }
}
