// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.Pointer;

/** Events and waiting, as {@code kernel32.dll} has them. Handles are numbers of 8 bytes; 0 stands for no handle. */
final class Kernel32 {
    private final NativeFunction createEvent;
    private final NativeFunction setEvent;
    private final NativeFunction resetEvent;
    private final NativeFunction closeHandle;
    private final NativeFunction waitForSingleObject;
    private final NativeFunction waitForMultipleObjects;

    Kernel32(NativeLibrary library) {
        createEvent = library.function("CreateEventA");
        setEvent = library.function("SetEvent");
        resetEvent = library.function("ResetEvent");
        closeHandle = library.function("CloseHandle");
        waitForSingleObject = library.function("WaitForSingleObject");
        waitForMultipleObjects = library.function("WaitForMultipleObjects");
    }

    /** One that resets itself, not signalled. */
    long createEvent() {
        return createEvent.call(0, 0, 0, 0);
    }

    void setEvent(long event) {
        setEvent.call(event);
    }

    void resetEvent(long event) {
        resetEvent.call(event);
    }

    void closeHandle(long handle) {
        closeHandle.call(handle);
    }

    int waitForSingleObject(long handle, int milliseconds) {
        return (int) waitForSingleObject.call(handle, milliseconds);
    }

    int waitForMultipleObjects(int count, Pointer handles, int waitForAll, int milliseconds) {
        return (int) waitForMultipleObjects.call(count, handles.address(), waitForAll, milliseconds);
    }
}
