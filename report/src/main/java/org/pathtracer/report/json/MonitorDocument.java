// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.AddressText;

/**
 * One JSON document of a monitor; docs/schema/monitor-1.json describes it.
 *
 * @since 0.1.0
 */
public final class MonitorDocument {
    record Node(int ttl, InetAddress address) {}

    private final RunFacts facts;
    private final JsonDocument json;
    private final RttJson rttJson;

    private MonitorDocument(RunFacts facts, boolean compact) {
        this(facts, new JsonDocument(compact));
    }

    /** Writes parts into a document of another kind. */
    MonitorDocument(RunFacts facts, JsonDocument json) {
        this.facts = facts;
        this.json = json;
        rttJson = new RttJson(json);
    }

    /** Of all targets, at the end. */
    public static String of(MonitorResult result, RunFacts facts, boolean compact) {
        MonitorDocument writer = new MonitorDocument(facts, compact);
        return writer.json.write(() -> writer.members(result));
    }

    private void members(MonitorResult result) throws IOException {
        head(result.protocol(), result.transport());
        json.string("started", result.started().toString());
        json.millis("durationMs", result.duration());
        json.bool("networkChanged", result.networkChanged());
        json.name("stopReason", result.stopReason());
        if (result.targets().size() == 1) {
            series(result.targets().get(0));
        } else {
            json.array("targets", result.targets(), series -> json.object(() -> series(series)));
        }
        facts.members(result, json);
    }

    private void head(Protocol protocol, TransportChoice choice) throws IOException {
        json.string("schema", "pathtracer/monitor/1");
        json.transport(protocol, choice);
        json.millis("intervalMs", facts.interval());
    }

    void series(MonitorSeries series) throws IOException {
        rttJson.target(series.target());
        json.number("cycles", series.cycles());
        json.number("reachedCycles", series.reachedCycles());
        json.bool("reached", series.reached());
        if (series.path().end().isPresent()) {
            json.name("pathEnd", series.path().end().get());
        }
        rttJson.sendFailures(series.sendFailures());
        json.array("path", nodes(series.path()), this::node);
        json.array("hops", series.hops(), this::hop);
        json.array("pathChanges", series.pathChanges(), this::change);
        json.positive("pathChangesLeftOut", series.pathChangesLeftOut());
        json.array("outages", series.outages(), rttJson::outage);
        json.positive("outagesLeftOut", series.outagesLeftOut());
    }

    static List<Node> nodes(MonitorPath path) {
        List<Node> nodes = new ArrayList<>();
        for (int ttl = path.firstTtl(); ttl <= path.lastTtl(); ttl++) {
            int at = ttl;
            path.at(ttl).ifPresent(address -> nodes.add(new Node(at, address)));
        }
        return nodes;
    }

    void node(Node node) throws IOException {
        json.object(() -> {
            json.number("ttl", node.ttl());
            json.string("address", AddressText.of(node.address()));
        });
    }

    private void hop(MonitorHop hop) throws IOException {
        json.object(() -> {
            json.number("ttl", hop.ttl());
            json.number("sent", hop.statistics().sent());
            json.number("received", hop.statistics().received());
            json.ratio("lossRatio", hop.statistics().loss());
            json.number("late", hop.late());
            json.number("duplicates", hop.duplicates());
            json.number("notSent", hop.notSent());
            json.millis("lastMs", hop.last());
            if (hop.statistics().received() > 0) {
                json.object("rttMs", () -> rttJson.times(hop.statistics()));
            }
            rttJson.windows(hop.statistics(), hop.windows());
            json.array("responders", hop.responders(), this::responder);
        });
    }

    private void responder(MonitorHop.HopResponder responder) throws IOException {
        json.object(() -> {
            json.string("address", AddressText.of(responder.address()));
            json.number("answers", responder.answers());
            if (!responder.mplsLabels().isEmpty()) {
                json.array("mplsLabels", responder.mplsLabels(), new ExtensionJson(json)::label);
            }
        });
    }

    void change(PathChange change) throws IOException {
        json.object(() -> {
            json.number("cycle", change.cycle());
            json.millis("atMs", change.at());
            json.numbers("ttls", change.ttls().stream().map(Integer::longValue).toList());
            json.array("before", nodes(change.before()), this::node);
            json.array("after", nodes(change.after()), this::node);
        });
    }
}
