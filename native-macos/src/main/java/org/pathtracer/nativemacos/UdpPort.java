// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.LocalPort;

/** A UDP port: a socket that keeps others away from it and is read, and those by which its probes leave. */
final class UdpPort extends LocalPort {
    final Inbox inbox;
    private final Outlets outlets;

    UdpPort(AddressFamily family, int number, Inbox inbox, Outlets outlets) {
        super(family, number);
        this.inbox = inbox;
        this.outlets = outlets;
    }

    @Override
    protected void close() {
        outlets.closeAll(this);
        inbox.close();
    }
}
