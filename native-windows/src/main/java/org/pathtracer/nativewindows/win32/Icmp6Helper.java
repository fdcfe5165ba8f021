// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import jnr.ffi.Pointer;
import org.jspecify.annotations.Nullable;

/** The same over IPv6, where addresses are {@code sockaddr_in6}. */
public interface Icmp6Helper {
    @Nullable
    Pointer Icmp6CreateFile();

    int Icmp6SendEcho2(
            Pointer icmpHandle,
            Pointer event,
            @Nullable Pointer apcRoutine,
            @Nullable Pointer apcContext,
            Pointer source,
            Pointer destination,
            Pointer requestData,
            short requestSize,
            Pointer requestOptions,
            Pointer replyBuffer,
            int replySize,
            int timeout);

    int Icmp6ParseReplies(Pointer replyBuffer, int replySize);

    int IcmpCloseHandle(Pointer icmpHandle);
}
