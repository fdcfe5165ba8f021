// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import org.pathtracer.MultipathEvent;
import org.pathtracer.MultipathResult;
import org.pathtracer.Request;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Setting;

/**
 * A multipath discovery whose result waits for names and networks, which are looked up while it runs.
 *
 * @param discovery the discovery
 * @param names whether host names are wanted
 * @param enricher what looks them up
 */
public record EnrichedMultipath(
        OperationKind<MultipathEvent, MultipathResult> discovery, boolean names, Enricher enricher)
        implements OperationKind<MultipathEvent, MultipathResult> {
    @Override
    public Request<?, ?> request() {
        return discovery.request();
    }

    @Override
    public boolean droppable(MultipathEvent event) {
        return discovery.droppable(event);
    }

    @Override
    public MultipathEvent dropped(long count) {
        return discovery.dropped(count);
    }

    @Override
    public Launch<MultipathResult> launch(Setting setting, EventSink<MultipathEvent> events) {
        if (enricher.knowsNothing(setting)) {
            return discovery.launch(setting, events);
        }
        GraphEnrichment graph = new GraphEnrichment(enricher, names);
        Launch<MultipathResult> launch = discovery.launch(setting, event -> {
            events.accept(event);
            if (event instanceof MultipathEvent.VertexFound found) {
                graph.onAddress(found.address());
            }
        });
        return new Launch<>(
                launch.operation(),
                launch.result()
                        .thenCompose(result -> graph.finish(result, enricher.patience(result.stopReason(), setting))),
                graph::hurry);
    }
}
