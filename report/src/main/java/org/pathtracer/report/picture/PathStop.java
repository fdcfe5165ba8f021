// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.Diagnosis;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;

/**
 * A host in the drawing of a path: this one, a hop, some hops that are silent, or the target.
 *
 * @param name what it is called
 * @param detail what else is known; empty if nothing
 * @param addresses its own
 * @param answers whether it did
 * @param aside whether it is beside the path
 */
record PathStop(String name, String detail, Set<InetAddress> addresses, boolean answers, boolean aside) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Copies the set. */
    PathStop {
        addresses = Set.copyOf(addresses);
    }

    /** One on the path. */
    PathStop(String name, String detail, Set<InetAddress> addresses, boolean answers) {
        this(name, detail, addresses, answers, false);
    }

    /**
     * Returns the stops of the path that shows most of the faults: from this host to the target.
     *
     * @param faults the gravest first
     */
    static List<PathStop> of(Diagnosis diagnosis, List<Finding> faults) {
        List<PathStop> stops = new ArrayList<>();
        stops.add(new PathStop("this host", "", Set.of(), true));
        Optional<TraceResult> trace = trace(diagnosis, faults);
        List<Hop> hops = trace.map(TraceResult::hops).orElse(List.of());
        for (int i = 0; i < hops.size(); i++) {
            int first = i;
            while (isSilent(hops.get(i)) && i + 1 < hops.size() && isSilent(hops.get(i + 1))) {
                i++;
            }
            stops.add(isSilent(hops.get(i)) ? silent(hops.get(first), hops.get(i)) : hop(hops.get(i)));
        }
        if (trace.filter(TraceResult::reached).isEmpty()) {
            trace.map(TraceResult::address)
                    .or(() -> diagnosis.addresses().stream().findFirst())
                    .ifPresent(address -> stops.add(new PathStop(
                            AddressText.of(address), "target, not reached by this trace", Set.of(address), false)));
        }
        return stops;
    }

    /** The one that has the gravest fault on it; of several, one that reached the target, and the longest. */
    private static Optional<TraceResult> trace(Diagnosis diagnosis, List<Finding> faults) {
        Set<InetAddress> places = new HashSet<>();
        faults.stream().limit(1).forEach(fault -> places.addAll(ends(fault.place())));
        Optional<InetAddress> main = diagnosis.addresses().stream().findFirst();
        TraceResult best = null;
        int most = -1;
        for (var result : diagnosis.results()) {
            if (result instanceof TraceResult trace) {
                Set<InetAddress> own = new HashSet<>(Set.of(trace.address()));
                trace.hops().forEach(hop -> own.addAll(addresses(hop)));
                int worth = 1000 * (int) places.stream().filter(own::contains).count()
                        + (main.filter(trace.address()::equals).isPresent() ? 500 : 0)
                        + (trace.reached() ? 250 : 0)
                        + own.size();
                if (worth > most) {
                    most = worth;
                    best = trace;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns all addresses that a place names. */
    static Set<InetAddress> ends(Place place) {
        Set<InetAddress> ends = new LinkedHashSet<>();
        place.address().ifPresent(ends::add);
        place.from().ifPresent(ends::add);
        place.to().ifPresent(ends::add);
        return ends;
    }

    private static boolean isSilent(Hop hop) {
        return hop.address().isEmpty();
    }

    private static Set<InetAddress> addresses(Hop hop) {
        Set<InetAddress> all = new LinkedHashSet<>();
        hop.address().ifPresent(all::add);
        hop.responders().forEach(responder -> all.add(responder.address()));
        return all;
    }

    private static PathStop silent(Hop first, Hop last) {
        String hops = first.equals(last) ? "hop " + first.ttl() : "hops %d to %d".formatted(first.ttl(), last.ttl());
        return new PathStop(hops, first.equals(last) ? "does not answer" : "do not answer", Set.of(), false);
    }

    private static PathStop hop(Hop hop) {
        List<String> details = new ArrayList<>(List.of("hop " + hop.ttl()));
        hop.segment().map(EnumText::of).filter(name -> !name.equals("unknown")).ifPresent(details::add);
        int others = addresses(hop).size() - 1;
        if (others > 0) {
            details.add(others == 1 ? "1 more address" : others + " more addresses");
        }
        hop.rtt().map(PathStop::millis).ifPresent(details::add);
        return new PathStop(
                hop.address().map(AddressText::of).orElse(""), String.join(" · ", details), addresses(hop), true);
    }

    private static String millis(Duration rtt) {
        return String.format(Locale.ROOT, "%.1f ms", rtt.toNanos() / NANOS_PER_MILLI);
    }
}
