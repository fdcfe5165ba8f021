// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.segment;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.core.address.AddressScope;
import org.pathtracer.enrich.Segment;

/**
 * The rules: each hop by its address and network, then those that only their neighbours explain. The order of the rules
 * is part of them.
 */
public final class Segments {
    private final Surroundings surroundings;

    private Segments(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Where each hop is, in the order of the hops, which is that of their TTLs. */
    public static List<Placement> of(List<HopView> hops, Surroundings surroundings) {
        List<Placement> placements = new Segments(surroundings).single(hops);
        sandwich(hops, placements);
        fill(hops, placements);
        return placements;
    }

    /**
     * Where each hop is as long as nothing behind it is known: the same as that of the last hop of each path that ends
     * with it.
     */
    public static List<Placement> soFar(List<HopView> hops, Surroundings surroundings) {
        return new Segments(surroundings).single(hops);
    }

    private List<Placement> single(List<HopView> hops) {
        List<Placement> placements = new ArrayList<>();
        boolean outside = false;
        for (HopView hop : hops) {
            Segment segment = hop.address().isEmpty()
                    ? Segment.UNKNOWN
                    : segment(hop.address().get(), hop.asns(), outside);
            placements.add(new Placement(segment, hop.asns()));
            outside = outside
                    || segment != Segment.LAN
                            && segment != Segment.VPN
                            && hop.address()
                                    .filter(address -> AddressScope.of(address) == AddressScope.GLOBAL)
                                    .isPresent();
        }
        return placements;
    }

    /** By the hop alone, and whether the path has left the local network before. */
    private Segment segment(InetAddress address, List<Long> asns, boolean outside) {
        AddressScope scope = AddressScope.of(address);
        if (surroundings.isDestination(address)) {
            return Segment.DESTINATION;
        } else if (surroundings.isOurTunnelEnd(address)) {
            return Segment.VPN;
        } else if (surroundings.vpn().isPresent()) {
            return behindTunnel(scope, asns, outside);
        } else if (surroundings.onOurSubnet(address)) {
            return Segment.LAN;
        }
        return switch (scope) {
            // Routers of providers have such addresses too.
            case PRIVATE, LINK_LOCAL, LOOPBACK -> outside ? Segment.ISP : Segment.LAN;
            case CGNAT -> Segment.ISP;
            case GLOBAL -> network(asns);
            case MULTICAST, UNSPECIFIED -> Segment.UNKNOWN;
        };
    }

    /** Once a path has left the tunnel for the Internet, private addresses are those of providers' routers. */
    private Segment behindTunnel(AddressScope scope, List<Long> asns, boolean outside) {
        if (scope != AddressScope.GLOBAL) {
            return outside ? Segment.UNKNOWN : Segment.VPN;
        }
        return surroundings.atDestination(asns) ? Segment.DESTINATION : Segment.TRANSIT;
    }

    private Segment network(List<Long> asns) {
        if (surroundings.atClient(asns)) {
            return Segment.ISP;
        }
        return surroundings.atDestination(asns) ? Segment.DESTINATION : Segment.TRANSIT;
    }

    /**
     * A network is not left and entered again: what lies between two hops of the provider is the provider's. And what
     * lies between two transit networks is transit.
     */
    private static void sandwich(List<HopView> hops, List<Placement> placements) {
        List<Segment> before = placements.stream().map(Placement::segment).toList();
        for (int i = 0; i < hops.size(); i++) {
            Segment own = before.get(i);
            if (hops.get(i).address().isPresent() && (own == Segment.UNKNOWN || own == Segment.TRANSIT)) {
                for (Segment outer : List.of(Segment.ISP, Segment.DESTINATION, Segment.TRANSIT)) {
                    if (before.indexOf(outer) >= 0 && before.indexOf(outer) < i && i < before.lastIndexOf(outer)) {
                        placements.set(i, new Placement(outer, placements.get(i).asns()));
                        break;
                    }
                }
            }
        }
    }

    /** Silent hops between two of the same segment are in it too. */
    private static void fill(List<HopView> hops, List<Placement> placements) {
        int start = 0;
        while (start < hops.size()) {
            int end = start;
            while (end < hops.size() && hops.get(end).address().isEmpty()) {
                end++;
            }
            if (end > start && start > 0 && end < hops.size()) {
                fill(placements, start, end);
            }
            start = end + 1;
        }
    }

    private static void fill(List<Placement> placements, int start, int end) {
        Placement left = placements.get(start - 1);
        Placement right = placements.get(end);
        if (left.segment() == right.segment() && left.segment() != Segment.UNKNOWN) {
            List<Long> asns = left.asns().equals(right.asns()) ? left.asns() : List.of();
            for (int i = start; i < end; i++) {
                placements.set(i, new Placement(left.segment(), asns));
            }
        }
    }
}
