// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.monitor.MonitorHop;

/** The facts of a {@link MonitorHop.HopResponder}. */
public record HopResponderRecord(InetAddress address, long answers) implements MonitorHop.HopResponder {
    /** Takes no null. */
    public HopResponderRecord {
        Objects.requireNonNull(address, "address");
    }
}
