// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** A provider that only says what it supports. */
record FakeProvider(String name, Support support) implements ProbeTransportProvider {
    @Override
    public int preference() {
        return 0;
    }

    @Override
    public Support supports(ProbeNeed need) {
        return support;
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        throw new UnsupportedOperationException();
    }
}
