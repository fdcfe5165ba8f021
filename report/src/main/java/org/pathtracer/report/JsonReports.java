// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.Optional;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Diagnosis;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingResult;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.multipath.StoppingPoints;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.report.json.BufferbloatJson;
import org.pathtracer.report.json.BulkTraceJson;
import org.pathtracer.report.json.CheckJson;
import org.pathtracer.report.json.DiagnosisJson;
import org.pathtracer.report.json.DnsJson;
import org.pathtracer.report.json.InterfacesJson;
import org.pathtracer.report.json.MonitorDocument;
import org.pathtracer.report.json.MtuJson;
import org.pathtracer.report.json.MultipathJson;
import org.pathtracer.report.json.PingJson;
import org.pathtracer.report.json.PublicIpJson;
import org.pathtracer.report.json.RunFacts;
import org.pathtracer.report.json.StoppingPointsJson;
import org.pathtracer.report.json.TraceJson;
import org.pathtracer.service.ServiceResult;

/** Which document a result has. */
final class JsonReports {
    private JsonReports() {}

    static Optional<String> of(Reportable result, RunFacts facts, boolean compact) {
        return ofRun(result, facts, compact).or(() -> ofAnswer(result, facts, compact));
    }

    /** The document of an operation's result. */
    private static Optional<String> ofRun(Reportable result, RunFacts facts, boolean compact) {
        if (result instanceof TraceResult trace) {
            return Optional.of(TraceJson.of(trace, facts, compact));
        } else if (result instanceof BulkTraceResult traces) {
            return Optional.of(BulkTraceJson.of(traces, facts, compact));
        } else if (result instanceof PingResult ping) {
            return Optional.of(PingJson.of(ping, facts, compact));
        } else if (result instanceof MonitorResult monitor) {
            return Optional.of(MonitorDocument.of(monitor, facts, compact));
        } else if (result instanceof MultipathResult multipath) {
            return Optional.of(MultipathJson.of(multipath, facts, compact));
        } else if (result instanceof PathMtuResult mtu) {
            return Optional.of(MtuJson.of(mtu, facts, compact));
        } else if (result instanceof BufferbloatResult bufferbloat) {
            return Optional.of(BufferbloatJson.of(bufferbloat, facts, compact));
        } else if (result instanceof Diagnosis diagnosis) {
            return Optional.of(DiagnosisJson.of(diagnosis, facts, compact, JsonReports::part));
        }
        return Optional.empty();
    }

    /** The document of a result within another one, which tells host and version itself. */
    private static String part(Reportable result) {
        return of(result, RunFacts.none(), true).orElseThrow();
    }

    /** The document of the answer to a question. */
    private static Optional<String> ofAnswer(Reportable result, RunFacts facts, boolean compact) {
        if (result instanceof DnsAnswer answer) {
            return Optional.of(DnsJson.of(answer, facts, compact));
        } else if (result instanceof ServiceResult check) {
            return Optional.of(CheckJson.of(check, facts, compact));
        } else if (result instanceof PublicAddressResult address) {
            return Optional.of(PublicIpJson.of(address, facts, compact));
        } else if (result instanceof NetworkState state) {
            return Optional.of(InterfacesJson.of(state, facts, compact));
        } else if (result instanceof StoppingPoints points) {
            return Optional.of(StoppingPointsJson.of(points, facts, compact));
        }
        return Optional.empty();
    }
}
