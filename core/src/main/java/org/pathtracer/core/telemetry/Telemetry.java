// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.telemetry;

import java.net.InetAddress;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;
import org.pathtracer.StopReason;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.Probe;

/**
 * One operation as Flight Recorder sees it. Its event classes cost a cold start 60 ms, so they load only while a
 * recording runs.
 */
public final class Telemetry {
    private final InetAddress destination;
    private final @Nullable OperationEvent operation;

    /** At the operation's start. */
    public Telemetry(InetAddress destination) {
        this.destination = destination;
        operation = FlightRecorder.isInitialized() ? new OperationEvent() : null;
        if (operation != null) {
            operation.begin();
        }
    }

    /** At the operation's end. */
    public void finish(StopReason reason) {
        if (operation != null) {
            operation.finish(destination, reason);
        }
    }

    /** What this host lost itself. */
    public static void lostHere(long packets) {
        if (FlightRecorder.isInitialized()) {
            LostHereEvent.emit(packets);
        }
    }

    /** What became of a probe. */
    public static void probe(Probe probe, ProbeOutcome outcome) {
        if (FlightRecorder.isInitialized()) {
            ProbeEvent.emit(probe, outcome);
        }
    }
}
