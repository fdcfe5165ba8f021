// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

import org.pathtracer.core.nativecode.Pointer;
import org.pathtracer.nativeposix.libc.SocketLibrary;

/**
 * The calls of {@code ws2_32.dll} beyond those that all systems have, as they are. A socket's handle is a number that
 * fits 32 bits: the system uses no more of it.
 */
public interface Winsock extends SocketLibrary {
    int ioctlsocket(int socket, int command, Pointer argument);

    /** {@code WSAIoctl} with something to read only. */
    int control(int socket, int command, Pointer in, int length, Pointer returned);

    int poll(Pointer sockets, int count, int milliseconds);

    int send(int socket, Pointer data, int length);

    int recv(int socket, Pointer data, int length);

    /** Of {@code ntdll.dll}: which version the system is, whatever a program is compatible with. */
    int rtlGetVersion(Pointer version);
}
