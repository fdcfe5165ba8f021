// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.telemetry;

import java.net.InetAddress;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.pathtracer.StopReason;
import org.pathtracer.address.CanonicalAddress;

/** Flight Recorder event: one operation, from its start to its end. */
@Name("pathtracer.Operation")
@Label("Operation")
@Category("PathTracer")
@StackTrace(false)
final class OperationEvent extends Event {
    @Label("Destination")
    String destination = "";

    @Label("Stop reason")
    String stopReason = "";

    void finish(InetAddress to, StopReason reason) {
        if (shouldCommit()) {
            destination = CanonicalAddress.of(to);
            stopReason = reason.name();
            commit();
        }
    }
}
