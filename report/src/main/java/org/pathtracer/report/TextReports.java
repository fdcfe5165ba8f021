// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.ArrayList;
import java.util.List;
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
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.text.BufferbloatText;
import org.pathtracer.report.text.BulkTraceText;
import org.pathtracer.report.text.CheckText;
import org.pathtracer.report.text.DiagnosisText;
import org.pathtracer.report.text.DnsText;
import org.pathtracer.report.text.InterfacesText;
import org.pathtracer.report.text.MonitorText;
import org.pathtracer.report.text.MtuText;
import org.pathtracer.report.text.MultipathText;
import org.pathtracer.report.text.PingText;
import org.pathtracer.report.text.PublicIpText;
import org.pathtracer.report.text.StoppingPointsText;
import org.pathtracer.report.text.SweepText;
import org.pathtracer.report.text.TraceText;
import org.pathtracer.service.ServiceResult;

/** Which text a result has. */
final class TextReports {
    private final List<String> lines = new ArrayList<>();
    private final Palette palette;

    private TextReports(ReportOptions options) {
        palette = new Palette(options.colours());
    }

    static Optional<String> of(Reportable result, ReportOptions options) {
        TextReports writer = new TextReports(options);
        return writer.write(result) || writer.writeAnswer(result) ? Optional.of(writer.text()) : Optional.empty();
    }

    private String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** Whether it is the result of an operation. */
    private boolean write(Reportable result) {
        if (result instanceof TraceResult trace) {
            new TraceText(lines::add, palette, trace.options()).whole(trace);
        } else if (result instanceof BulkTraceResult traces) {
            new BulkTraceText(lines::add, palette).whole(traces);
        } else if (result instanceof PingResult ping && ping.targets().size() == 1) {
            new PingText(lines::add, palette, ping.options()).whole(ping);
        } else if (result instanceof PingResult sweep) {
            new SweepText(lines::add, palette).whole(sweep);
        } else if (result instanceof MonitorResult monitor) {
            new MonitorText(lines::add, palette, monitor.targets().size()).whole(monitor);
        } else if (result instanceof MultipathResult multipath) {
            new MultipathText(lines::add, palette).whole(multipath);
        } else if (result instanceof PathMtuResult mtu) {
            new MtuText(lines::add, palette).whole(mtu);
        } else if (result instanceof BufferbloatResult bufferbloat) {
            new BufferbloatText(lines::add, palette).whole(bufferbloat);
        } else if (result instanceof Diagnosis diagnosis) {
            new DiagnosisText(lines::add, palette).whole(diagnosis);
        } else {
            return false;
        }
        return true;
    }

    /** Whether it is the answer to a question. */
    private boolean writeAnswer(Reportable result) {
        if (result instanceof DnsAnswer answer) {
            lines.addAll(DnsText.lines(answer, palette));
        } else if (result instanceof ServiceResult check) {
            lines.addAll(CheckText.lines(check, palette));
        } else if (result instanceof PublicAddressResult address) {
            lines.addAll(PublicIpText.lines(address, palette));
        } else if (result instanceof NetworkState state) {
            lines.addAll(InterfacesText.lines(state, palette));
        } else if (result instanceof StoppingPoints points) {
            lines.addAll(StoppingPointsText.lines(points));
        } else {
            return false;
        }
        return true;
    }
}
