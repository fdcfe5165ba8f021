// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import jnr.ffi.Pointer;
import org.jspecify.annotations.Nullable;

/** Echo requests over IPv4, as {@code iphlpapi.dll} has them. Addresses are in the order of the network. */
public interface IcmpHelper {
    @Nullable
    Pointer IcmpCreateFile();

    int IcmpSendEcho2Ex(
            Pointer icmpHandle,
            Pointer event,
            @Nullable Pointer apcRoutine,
            @Nullable Pointer apcContext,
            int source,
            int destination,
            Pointer requestData,
            short requestSize,
            Pointer requestOptions,
            Pointer replyBuffer,
            int replySize,
            int timeout);

    int IcmpParseReplies(Pointer replyBuffer, int replySize);

    int IcmpCloseHandle(Pointer icmpHandle);
}
