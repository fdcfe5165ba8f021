// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import jnr.ffi.Pointer;
import org.jspecify.annotations.Nullable;

/** Events and waiting, as {@code kernel32.dll} has them. Handles are pointers, since a C long has 4 bytes there. */
public interface Kernel32 {
    @Nullable
    Pointer CreateEventA(@Nullable Pointer security, int manualReset, int initialState, @Nullable Pointer name);

    int SetEvent(Pointer event);

    int ResetEvent(Pointer event);

    int CloseHandle(Pointer handle);

    int WaitForSingleObject(Pointer handle, int milliseconds);

    int WaitForMultipleObjects(int count, Pointer handles, int waitForAll, int milliseconds);
}
