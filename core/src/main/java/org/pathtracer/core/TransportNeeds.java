// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.NotSupportedException;
import org.pathtracer.ProbeOptions;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Endpoints;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;

/**
 * What an operation needs of a transport.
 *
 * @param needs one for each address family, that of the first target first
 */
record TransportNeeds(List<ProbeNeed> needs) {
    /** Returns the needs of probes with these options to these endpoints. */
    static TransportNeeds of(ProbeOptions options, List<Endpoint> endpoints) {
        return new TransportNeeds(Endpoints.of(endpoints).families().stream()
                .map(family -> need(options, family))
                .toList());
    }

    private static ProbeNeed need(ProbeOptions options, AddressFamily family) {
        Set<ProbeNeed.Feature> features = EnumSet.noneOf(ProbeNeed.Feature.class);
        if (options.size().isPresent()) {
            features.add(ProbeNeed.Feature.SIZE);
        }
        if (options.flowLabel().isPresent()) {
            features.add(ProbeNeed.Feature.FLOW_LABEL);
        }
        if (options.flowMethod() == FlowMethod.DUBLIN) {
            features.add(ProbeNeed.Feature.IDENTIFICATION);
        }
        if (options.mark().isPresent()) {
            features.add(ProbeNeed.Feature.MARK);
        }
        return new ProbeNeed(options.protocol(), family, features);
    }

    /** Returns the endpoints, those of a family that the transport can't send to as failed. */
    List<Endpoint> sendable(List<Endpoint> endpoints, ProbeTransportProvider provider) {
        List<Endpoint> left = endpoints;
        for (ProbeNeed need : needs.subList(1, needs.size())) {
            if (!(provider.supports(need) instanceof Support.Available)) {
                NotSupportedException cause = new NotSupportedException(
                        "The transport \"%s\" can't send %s".formatted(provider.name(), need));
                left = left.stream()
                        .map(endpoint -> endpoint instanceof Endpoint.Found found
                                        && found.profile().family() == need.family()
                                ? new Endpoint.Failed(found.target().name(), cause)
                                : endpoint)
                        .toList();
            }
        }
        return left;
    }
}
