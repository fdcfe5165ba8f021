// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.pathtracer.AddressFamily;

/** A source port without a socket. */
final class TestPort extends LocalPort {
    boolean closed;

    TestPort(AddressFamily family, int number) {
        super(family, number);
    }

    @Override
    protected void close() {
        closed = true;
    }
}
