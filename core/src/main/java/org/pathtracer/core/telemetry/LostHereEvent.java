// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Flight Recorder event: this host itself lost packets that it had received. */
@Name("pathtracer.LostHere")
@Label("Lost here")
@Category("PathTracer")
@StackTrace(false)
final class LostHereEvent extends Event {
    @Label("Packets")
    long packets;

    static void emit(long packets) {
        LostHereEvent event = new LostHereEvent();
        if (event.shouldCommit()) {
            event.packets = packets;
            event.commit();
        }
    }
}
