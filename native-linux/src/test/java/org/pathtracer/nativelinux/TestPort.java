// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.AddressFamily;

/** A source port without a socket. */
final class TestPort extends LocalPort {
    boolean closed;

    TestPort(AddressFamily family, int number) {
        super(family, number);
    }

    @Override
    void close() {
        closed = true;
    }
}
