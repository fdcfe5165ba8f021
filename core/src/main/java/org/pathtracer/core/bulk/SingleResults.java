// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bulk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.trace.TraceStrategy;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TraceResultRecord;
import org.pathtracer.result.UsedOptions;

/** Makes the result of each trace. */
final class SingleResults {
    private final BulkTraceRequest request;
    private final Setting setting;
    private final Map<String, String> options;

    SingleResults(BulkTraceRequest request, Setting setting) {
        this.request = request;
        this.setting = setting;
        options = UsedOptions.of(request);
    }

    TraceResult of(Endpoint.Found to, TraceStrategy.Findings findings, long startNanos, long endNanos) {
        RunRecord run = new RunRecord(
                request.probe().protocol(),
                setting.transport(),
                source(to),
                setting.started().plusNanos(startNanos - setting.startNanos()),
                Duration.ofNanos(endNanos - startNanos),
                findings.stopReason(),
                findings.sent(),
                findings.received(),
                setting.networkChanged().getAsBoolean(),
                options);
        return new TraceResultRecord(
                to.target().name(),
                to.profile().destination(),
                run,
                findings.reached(),
                findings.hops(),
                AddressInfoRecord.NONE,
                EnrichmentReportRecord.NONE);
    }

    /** The system may choose another one for each target, and was asked for the first one only. */
    private Optional<InetAddress> source(Endpoint.Found to) {
        boolean first = to.profile().destination().equals(setting.profile().destination());
        return first ? setting.source() : request.probe().source();
    }
}
