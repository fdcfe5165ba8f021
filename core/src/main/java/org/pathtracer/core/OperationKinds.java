// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PingRequest;
import org.pathtracer.Request;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.core.bufferbloat.BufferbloatKind;
import org.pathtracer.core.bulk.BulkTraceKind;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.enrich.EnrichedMultipath;
import org.pathtracer.core.enrich.EnrichedTrace;
import org.pathtracer.core.enrich.Enricher;
import org.pathtracer.core.load.Loads;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.core.monitor.MonitorKind;
import org.pathtracer.core.mtu.PathMtuKind;
import org.pathtracer.core.multipath.MultipathKind;
import org.pathtracer.core.ping.PingKind;
import org.pathtracer.core.trace.TraceKind;

/**
 * All kinds of operations: the one place that knows them all.
 *
 * @param enricher of traces and multipath discoveries
 * @param loads of bufferbloat tests
 */
record OperationKinds(Enricher enricher, Loads loads) {
    /** Returns the operation that a request asks for. */
    <E, R> OperationKind<E, R> of(Request<E, R> request) {
        return of(request, enricher.workers());
    }

    /** Returns the same, with the threads on which the result of a short operation is enriched. */
    @SuppressWarnings("unchecked") // each request names its events and result itself
    <E, R> OperationKind<E, R> of(Request<E, R> request, Timers workers) {
        OperationKind<?, ?> kind;
        if (request instanceof PingRequest ping) {
            kind = new PingKind(ping);
        } else if (request instanceof PathMtuRequest mtu) {
            kind = new PathMtuKind(mtu);
        } else if (request instanceof MultipathRequest multipath) {
            MultipathKind discovery = new MultipathKind(multipath);
            kind = multipath.enrichment()
                    ? new EnrichedMultipath(discovery, multipath.reverseDns(), enricher)
                    : discovery;
        } else if (request instanceof MonitorRequest monitor) {
            kind = new MonitorKind(monitor);
        } else if (request instanceof BufferbloatRequest bufferbloat) {
            kind = new BufferbloatKind(bufferbloat, loads);
        } else if (request instanceof BulkTraceRequest bulk) {
            kind = new BulkTraceKind(bulk);
        } else {
            kind = traceKind((TraceRequest) request, workers);
        }
        return (OperationKind<E, R>) kind;
    }

    private OperationKind<TraceEvent, TraceResult> traceKind(TraceRequest request, Timers workers) {
        TraceKind trace = new TraceKind(request);
        return request.enrichment() ? new EnrichedTrace(trace, request.reverseDns(), enricher, workers) : trace;
    }
}
