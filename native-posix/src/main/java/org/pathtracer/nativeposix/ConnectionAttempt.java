// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.pathtracer.spi.Probe;

/** A TCP probe without privileges: a connection that is begun and never used. */
public abstract class ConnectionAttempt extends Channel {
    protected final Probe probe;
    protected final ReservedPort port;

    protected ConnectionAttempt(Probe probe, ReservedPort port) {
        this.probe = probe;
        this.port = port;
    }

    Flights.Flow flow() {
        return new Flights.Flow(probe.profile().destination(), port.number, probe.destinationPort());
    }
}
