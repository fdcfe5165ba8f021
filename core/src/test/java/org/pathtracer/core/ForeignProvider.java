// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** One that every test of this module finds as a service, made for a system that none of them runs on. */
public final class ForeignProvider implements ProbeTransportProvider {
    @Override
    public String name() {
        return "foreign";
    }

    @Override
    public int preference() {
        return 99;
    }

    @Override
    public boolean ofThisSystem() {
        return false;
    }

    @Override
    public Support supports(ProbeNeed need) {
        throw new UnsupportedOperationException("this is not to be asked");
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        throw new UnsupportedOperationException("this is not to be asked");
    }
}
