// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pathtracer.Hop;
import org.pathtracer.Responder;
import org.pathtracer.core.address.AddressScope;
import org.pathtracer.core.segment.HopView;
import org.pathtracer.core.segment.Placement;
import org.pathtracer.core.segment.Segments;
import org.pathtracer.core.segment.Surroundings;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.HopInfo;
import org.pathtracer.enrich.Segment;

/** Joins hops with what is known of their addresses, and places them in segments. */
final class PathView {
    private final InetAddress destination;
    private final LocalPath local;
    private final Optional<InetAddress> seenFromOutside;
    private final EnrichmentOptions options;
    private final Function<InetAddress, List<Long>> asns;

    PathView(
            InetAddress destination,
            LocalPath local,
            Optional<InetAddress> seenFromOutside,
            EnrichmentOptions options,
            Function<InetAddress, List<Long>> asns) {
        this.destination = destination;
        this.local = local;
        this.seenFromOutside = seenFromOutside;
        this.options = options;
        this.asns = asns;
    }

    /** This host's address, if its network is the provider's and worth a look-up. */
    Optional<InetAddress> ownAddress() {
        return options.clientAsn().isPresent()
                ? Optional.empty()
                : local.source().filter(AddressScope::knownOutside).or(() -> seenFromOutside);
    }

    /** The hops of a path, or of its beginning, with all that is known by now. */
    List<Hop> enriched(List<Hop> hops, Map<InetAddress, AddressLookup> lookups) {
        Surroundings surroundings = surroundings();
        List<HopView> views = hops.stream().map(hop -> view(hop.address())).toList();
        List<Placement> placements = Segments.of(views, surroundings);
        return IntStream.range(0, hops.size())
                .mapToObj(i -> {
                    Hop hop = hops.get(i);
                    Map<InetAddress, AddressInfo> infos = new LinkedHashMap<>();
                    for (Responder responder : hop.responders()) {
                        InetAddress address = responder.address();
                        Segment segment = views.get(i).address().equals(Optional.of(address))
                                ? placements.get(i).segment()
                                : segment(views, i, address, surroundings);
                        infos.put(address, info(lookups, address).in(segment));
                    }
                    Placement own = placements.get(i);
                    return hop.withInfo(new HopInfo(infos, Optional.of(own.segment()), own.asns()));
                })
                .toList();
    }

    private static AddressInfo info(Map<InetAddress, AddressLookup> lookups, InetAddress address) {
        AddressLookup lookup = lookups.get(address);
        return lookup == null ? AddressInfo.NONE : lookup.info();
    }

    private Surroundings surroundings() {
        List<Long> client = options.clientAsn().isPresent()
                ? List.of(options.clientAsn().getAsLong())
                : ownAddress().map(asns).orElse(List.of());
        return new Surroundings(destination, asns.apply(destination), client, local.source(), local.vpn());
    }

    private HopView view(Optional<InetAddress> address) {
        return new HopView(address, address.map(asns).orElse(List.of()));
    }

    /** Of one of several that answered at a hop: as if it alone had. */
    private Segment segment(List<HopView> views, int index, InetAddress address, Surroundings surroundings) {
        List<HopView> path = new ArrayList<>(views);
        path.set(index, view(Optional.of(address)));
        return Segments.of(path, surroundings).get(index).segment();
    }
}
