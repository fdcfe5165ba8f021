// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pathtracer.Hop;
import org.pathtracer.core.address.AddressScope;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.HopInfoRecord;
import org.pathtracer.result.HopRecord;
import org.pathtracer.core.segment.HopView;
import org.pathtracer.core.segment.Placement;
import org.pathtracer.core.segment.Segments;
import org.pathtracer.core.segment.Surroundings;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.spi.ProbeProfile;

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

    /** Returns the view of a path about which nothing can be asked. */
    static PathView alone(ProbeProfile profile, EnrichmentOptions options) {
        LocalPath local = new LocalPath(profile.source(), Optional.empty());
        return new PathView(profile.destination(), local, Optional.empty(), options, address -> List.of());
    }

    /** This host's address, if its network is the provider's and worth a look-up. */
    Optional<InetAddress> ownAddress() {
        return options.clientAsn().isPresent()
                ? Optional.empty()
                : local.source().filter(AddressScope::knownOutside).or(() -> seenFromOutside);
    }

    /** The hops of a path with all that is known by now. */
    List<Hop> enriched(List<Hop> hops, Map<InetAddress, AddressLookup> lookups) {
        return new Drawing(hops, lookups, Segments::of).from(0);
    }

    /** The same of the hops from an index on, each as long as nothing behind it is known. */
    List<Hop> soFar(List<Hop> hops, int from, Map<InetAddress, AddressLookup> lookups) {
        return new Drawing(hops, lookups, Segments::soFar).from(from);
    }

    /** The same of a path whose whole is known already, and stands for each hop of which it tells nothing more. */
    List<Hop> soFar(List<Hop> hops, List<Hop> whole) {
        Drawing drawing = new Drawing(hops, Map.of(), Segments::soFar);
        return IntStream.range(0, hops.size())
                .mapToObj(
                        index -> drawing.tellsAsMuchAs(whole.get(index), index) ? whole.get(index) : drawing.hop(index))
                .toList();
    }

    /** Returns the addresses that answered, in the order of the probes. */
    static Set<InetAddress> answerers(Hop hop) {
        Set<InetAddress> all = new LinkedHashSet<>();
        for (ProbeResult probe : hop.probes()) {
            if (probe.outcome() instanceof ProbeOutcome.Answer answer) {
                all.add(answer.reception().address());
            }
        }
        return all;
    }

    /** One look at the path. */
    private final class Drawing {
        private final List<Hop> hops;
        private final Map<InetAddress, AddressLookup> lookups;
        private final BiFunction<List<HopView>, Surroundings, List<Placement>> rules;
        private final Surroundings surroundings = surroundings();
        /** Where the target itself answered from: a host with several addresses takes any of them. */
        private final Set<InetAddress> arrivals;

        private final List<HopView> views;
        private final List<Placement> placements;

        Drawing(
                List<Hop> hops,
                Map<InetAddress, AddressLookup> lookups,
                BiFunction<List<HopView>, Surroundings, List<Placement>> rules) {
            this.hops = hops;
            this.lookups = lookups;
            this.rules = rules;
            arrivals = hops.stream()
                    .flatMap(hop -> hop.probes().stream())
                    .flatMap(probe -> arrival(probe.outcome()).stream())
                    .collect(Collectors.toSet());
            views = hops.stream().map(hop -> view(hop.address())).toList();
            placements = rules.apply(views, surroundings);
        }

        List<Hop> from(int first) {
            return IntStream.range(first, hops.size()).mapToObj(this::hop).toList();
        }

        private boolean tellsAsMuchAs(Hop hop, int index) {
            return hop.info().segment().equals(Optional.of(placements.get(index).segment()));
        }

        private Hop hop(int index) {
            Placement own = placements.get(index);
            Map<InetAddress, AddressInfo> infos = new HashMap<>();
            for (InetAddress address : answerers(hops.get(index))) {
                infos.put(address, AddressInfoRecord.in(info(lookups, address), segment(index, address)));
            }
            return HopRecord.withInfo(
                    hops.get(index), new HopInfoRecord(infos, Optional.of(own.segment()), own.asns()));
        }

        /** Of one of several that answered at a hop: as if it alone had. */
        private Segment segment(int index, InetAddress address) {
            if (hops.get(index).address().equals(Optional.of(address))) {
                return placements.get(index).segment();
            }
            List<HopView> path = new ArrayList<>(views);
            path.set(index, view(Optional.of(address)));
            return rules.apply(path, surroundings).get(index).segment();
        }

        private HopView view(Optional<InetAddress> address) {
            Optional<InetAddress> place = address.map(known -> arrivals.contains(known) ? destination : known);
            return new HopView(place, place.map(asns).orElse(List.of()));
        }

        private static Optional<InetAddress> arrival(ProbeOutcome outcome) {
            return outcome instanceof ProbeOutcome.Answer answer && !(outcome instanceof ProbeOutcome.IcmpError)
                    ? Optional.of(answer.reception().address())
                    : Optional.empty();
        }
    }

    private static AddressInfo info(Map<InetAddress, AddressLookup> lookups, InetAddress address) {
        AddressLookup lookup = lookups.get(address);
        return lookup == null ? AddressInfoRecord.NONE : lookup.info();
    }

    private Surroundings surroundings() {
        List<Long> client = options.clientAsn().isPresent()
                ? List.of(options.clientAsn().getAsLong())
                : ownAddress().map(asns).orElse(List.of());
        return new Surroundings(destination, asns.apply(destination), client, local.source(), local.vpn());
    }
}
