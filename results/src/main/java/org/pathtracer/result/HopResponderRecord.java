// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.probe.MplsLabel;

/** The facts of a {@link MonitorHop.HopResponder}. */
public record HopResponderRecord(InetAddress address, long answers, List<MplsLabel> mplsLabels)
        implements MonitorHop.HopResponder {
    /** Copies the list. */
    public HopResponderRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(mplsLabels, "mplsLabels");
        mplsLabels = List.copyOf(mplsLabels);
    }

    /** Without labels. */
    public HopResponderRecord(InetAddress address, long answers) {
        this(address, answers, List.of());
    }
}
