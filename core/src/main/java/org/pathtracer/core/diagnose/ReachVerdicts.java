// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.PlaceRecord;
import org.pathtracer.service.PortState;

/** Whether the target can be reached by what the application sends, and if not, what is in the way. */
final class ReachVerdicts {
    /** What target or router says itself, against a forger on the way. */
    private static final double SAID = 0.97;
    /**
     * A router that reports so much later than it answers otherwise has looked for its neighbour. That takes 3 s (three
     * requests, one a second), and what comes in between waits for what is left of them.
     */
    private static final double NEIGHBOUR_MILLIS = 250;
    /** So long no way is, not even by satellite: if it is not known how fast the router answers otherwise. */
    private static final double NO_ROUND_TRIP_MILLIS = 900;
    /** A system that gives up after that long was told so: its own first repetition of a connection comes after 1 s. */
    private static final Duration TOLD_LATE = Duration.ofSeconds(1);

    /** Filters report like that too, but those are routers, which are mostly seen on the way. */
    private static final double OTHER_ADDRESS = 0.85;

    private static final int IPV4_BYTES = 4;
    /** One gateway in twenty answers nothing itself while it works: then what is silent is behind it. */
    private static final double SILENT_GATEWAY = 0.88;

    private final Evidence evidence;
    private final Leg leg;
    private final Leg.Channel application;
    private final List<String> why = new ArrayList<>();

    ReachVerdicts(Evidence evidence, Leg leg) {
        this.evidence = evidence;
        this.leg = leg;
        application = evidence.application();
    }

    List<Finding> findings() {
        boolean open = evidence.service()
                .filter(found -> found.state() == PortState.OPEN)
                .isPresent();
        boolean asked = leg.asked(application)
                || evidence.service()
                        .filter(found -> found.state() != PortState.UNKNOWN)
                        .isPresent();
        if (open && application.protocol() == Protocol.TCP || !asked && leg.answersAnything()) {
            return portalByDistance();
        } else if (!asked && leg.target.isEmpty()) {
            return List.of();
        }
        boolean refused = leg.refusals.getOrDefault(application, 0) > 0
                || evidence.service()
                        .filter(found -> found.state() == PortState.CLOSED)
                        .isPresent();
        if (application.protocol() != Protocol.ICMP && refused) {
            return leg.accepting.contains(application) ? sometimesRefused() : refused();
        } else if (leg.answers(application) || application.protocol() == Protocol.ICMP && leg.answersAnything()) {
            return List.of();
        }
        return leg.reports.stream().anyMatch(this::counts) ? reported() : silent();
    }

    /** A report about another protocol than the application's says nothing of the application. */
    private boolean counts(Leg.Report report) {
        return report.protocol() == application.protocol() || !leg.answersAnything();
    }

    private List<Finding> portalByDistance() {
        OptionalInt near = leg.distance(application);
        OptionalInt far = leg.distance(icmp());
        // Ways of a load balancer differ by one hop often enough.
        if (near.isPresent()
                && far.isPresent()
                && near.getAsInt() + 1 < far.getAsInt()
                && leg.hasRouterAt(near.getAsInt())) {
            why.add("a connection is accepted at hop %d, and the target itself is at hop %d"
                    .formatted(near.getAsInt(), far.getAsInt()));
            return said(FindingKind.PORTAL, atHop(near.getAsInt()), 0.93, Severity.DEGRADES);
        }
        return List.of();
    }

    private List<Finding> refused() {
        OptionalInt near = leg.distance(application);
        OptionalInt far = leg.distance(icmp());
        if (near.isPresent()
                && leg.hasRouterAt(near.getAsInt())
                && (far.isEmpty() || near.getAsInt() < far.getAsInt())) {
            why.add("the refusal comes from hop %d, where a router answers other probes".formatted(near.getAsInt()));
            return said(FindingKind.PROHIBITED, linkTo(near.getAsInt()), 0.93, Severity.BLOCKS);
        }
        why.add("%s is refused by the target itself".formatted(Words.channel(application)));
        return said(FindingKind.PORT_CLOSED, target(), SAID, Severity.BLOCKS);
    }

    /** A closed port accepts nothing: what refuses some connections only, is overloaded, restarts, or limits them. */
    private List<Finding> sometimesRefused() {
        why.add("%s accepts some connections and refuses others".formatted(Words.channel(application)));
        PlaceRecord service = PlaceRecord.host(PlaceSegment.SERVICE, Optional.of(leg.address));
        var claims = new Posterior<Claim>()
                .add(Claim.of(FindingKind.SERVICE_FAILING, service), 0.75, 0)
                .add(Claim.of(FindingKind.PORT_CLOSED, target()), 0.2, 0)
                .add(Claim.nothing(), 0.05, 0)
                .weighed();
        return finding(claims, Severity.BLOCKS);
    }

    private List<Finding> reported() {
        Leg.Report report = leg.reports.stream()
                .filter(this::counts)
                .max((a, b) -> Double.compare(a.rttMillis(), b.rttMillis()))
                .orElseThrow();
        boolean own = isOwn(report.from());
        why.add("%s reports \"%s\" after %s ms (%d reports)"
                .formatted(
                        own ? "this host" : Words.address(report.from()),
                        unreachable(report.reason()),
                        Words.number(report.rttMillis()),
                        leg.reports.size()));
        PlaceRecord router = router(report.from(), report.ttl());
        if (own) {
            return evidence.gateway().isPresent()
                    ? said(FindingKind.GATEWAY_SILENT, gateway(), SAID, Severity.BLOCKS)
                    : said(FindingKind.HOST_DOWN, target(), 0.9, Severity.BLOCKS);
        } else if (report.reason() == UnreachableReason.HOST
                && (report.rttMillis() > NO_ROUND_TRIP_MILLIS
                        || report.rttMillis() - usualMillis(report.from()) > NEIGHBOUR_MILLIS)) {
            var claims = new Posterior<Claim>()
                    .add(Claim.of(FindingKind.HOST_DOWN, target()), 0.93, 0)
                    .add(Claim.of(FindingKind.UNREACHABLE, router), 0.07, 0)
                    .weighed();
            why.add("a router takes this long if it looks for the target on its last link and does not find it");
            return finding(claims, Severity.BLOCKS);
        } else if (report.reason() == UnreachableReason.NETWORK || report.reason() == UnreachableReason.HOST) {
            return said(FindingKind.UNREACHABLE, router, 0.95, Severity.BLOCKS);
        } else if (report.from().equals(leg.address)) {
            return said(FindingKind.PORT_CLOSED, target(), 0.7, Severity.BLOCKS);
        } else if (report.reason() == UnreachableReason.PORT && !isRouter(report.from())) {
            // A host with several addresses may report with another one than the one that was asked.
            var claims = new Posterior<Claim>()
                    .add(Claim.of(FindingKind.PORT_CLOSED, target()), OTHER_ADDRESS, 0)
                    .add(Claim.of(FindingKind.PROHIBITED, router), 1 - OTHER_ADDRESS, 0)
                    .weighed();
            return finding(claims, Severity.BLOCKS);
        }
        return said(FindingKind.PROHIBITED, router, SAID, Severity.BLOCKS);
    }

    private static String unreachable(UnreachableReason reason) {
        String word = Words.of(reason);
        return reason == UnreachableReason.NETWORK || reason == UnreachableReason.HOST ? word + " unreachable" : word;
    }

    private boolean isRouter(InetAddress address) {
        return leg.routers().stream().anyMatch(hop -> hop.address.equals(Optional.of(address)));
    }

    /** The shortest time in which a router answers. */
    private double usualMillis(InetAddress router) {
        double reported = leg.reports.stream()
                .filter(report -> report.from().equals(router))
                .mapToDouble(Leg.Report::rttMillis)
                .min()
                .orElse(0);
        return leg.traces.values().stream()
                .flatMap(trace -> trace.hops().stream())
                .filter(hop -> hop.address().equals(Optional.of(router)))
                .flatMap(hop -> hop.rtt().stream())
                .mapToDouble(rtt -> rtt.toNanos() / 1e6)
                .min()
                .orElse(reported);
    }

    /** How long the system took to find out that there is no way to the target. */
    private Optional<Duration> toldLate() {
        return evidence.service()
                .filter(found -> found.state() == PortState.UNREACHABLE)
                .map(found -> found.contact().duration())
                .filter(took -> took.compareTo(TOLD_LATE) > 0);
    }

    private List<Finding> silent() {
        Optional<TraceResult> loop = leg.traces.values().stream()
                .filter(trace -> trace.stopReason() == StopReason.LOOP)
                .findFirst();
        if (loop.isPresent()) {
            return loop(loop.get());
        }
        List<PathHop> routers = leg.routers();
        why.add("the target answered " + asked());
        if (leg.answersAnything()) {
            return filtered();
        } else if (routers.isEmpty()) {
            return nothingAnswers();
        }
        PathHop last = routers.get(routers.size() - 1);
        if (toldLate().isPresent()) {
            why.add(
                    "this system was told \"no route to host\" after %d ms: so long takes a router that looks for its neighbour"
                            .formatted(toldLate().get().toMillis()));
            return said(FindingKind.HOST_DOWN, target(), 0.92, Severity.BLOCKS);
        }
        why.add("the last router that answers is %s, hop %d"
                .formatted(last.address.map(Words::address).orElse(""), last.ttl));
        PlaceRecord behind =
                new PlaceRecord(last.segment, OptionalInt.of(last.ttl), last.address, last.address, Optional.empty());
        boolean near = isNear(routers);
        // Behind a router whose address is nearer to the target's than any before, there is seldom another network.
        var claims = new Posterior<Claim>()
                .add(Claim.of(FindingKind.HOST_DOWN, target()), near ? 0.78 : 0.3, 0)
                .add(Claim.of(FindingKind.BLACK_HOLE, behind), near ? 0.14 : 0.6, 0)
                .add(Claim.of(FindingKind.FILTERED, link(last, Optional.empty())), near ? 0.08 : 0.1, 0)
                .weighed();
        return finding(claims, Severity.BLOCKS);
    }

    /** The last router has the target's network, and the way did not begin there. */
    private boolean isNear(List<PathHop> routers) {
        int network = leg.address.getAddress().length == IPV4_BYTES ? 16 : 32;
        boolean begins = common(routers.get(0)) >= network;
        return !begins && common(routers.get(routers.size() - 1)) >= network;
    }

    private int common(PathHop hop) {
        return hop.address
                .map(address -> Surfaces.commonBits(address, leg.address))
                .orElse(0);
    }

    private String asked() {
        List<String> all = new ArrayList<>();
        leg.target.forEach((channel, flows) -> {
            int probes = flows.values().stream().mapToInt(List::size).sum();
            int answered = (int) flows.values().stream()
                    .flatMap(List::stream)
                    .filter(PathHop.Trial::answered)
                    .count();
            all.add("%d of %d probes over %s".formatted(answered, probes, Words.channel(channel)));
        });
        return all.isEmpty() ? "nothing" : String.join(", ", all);
    }

    private List<Finding> nothingAnswers() {
        if (leg.sendFailure.isPresent() && leg.target.isEmpty()) {
            return List.of();
        }
        boolean gatewayAnswers = leg.hops.values().stream().anyMatch(PathHop::answersDirectly);
        why.add("no router answers either, from the first hop on");
        boolean onLink = evidence.route().isPresent() && evidence.gateway().isEmpty();
        double gateway = onLink ? 0 : gatewayAnswers ? 0.02 : SILENT_GATEWAY;
        var claims = new Posterior<Claim>()
                .add(Claim.of(FindingKind.GATEWAY_SILENT, gateway()), gateway, 0)
                .add(Claim.of(FindingKind.HOST_DOWN, target()), onLink ? 0.9 : 0.03, 0)
                .add(Claim.of(FindingKind.BLACK_HOLE, gateway()), onLink ? 0 : gatewayAnswers ? 0.8 : 0.05, 0)
                .add(Claim.of(FindingKind.FILTERED, PlaceRecord.of(PlaceSegment.HOST)), 0.04, 0)
                .weighed();
        return finding(claims, Severity.BLOCKS);
    }

    private List<Finding> loop(TraceResult trace) {
        List<Hop> hops = trace.hops();
        Optional<InetAddress> again = hops.get(hops.size() - 1).address();
        Hop first = hops.stream()
                .filter(hop -> hop.address().isPresent()
                        && hops.stream()
                                        .filter(other -> other.address().equals(hop.address()))
                                        .count()
                                > 1)
                .findFirst()
                .orElse(hops.get(hops.size() - 1));
        why.add("%s answers again and again, up to hop %d"
                .formatted(
                        again.map(Words::address).orElse("a router"),
                        hops.get(hops.size() - 1).ttl()));
        return said(FindingKind.LOOP, router(first.address().orElse(leg.address), first.ttl()), 0.96, Severity.BLOCKS);
    }

    /** The target lives, and only this is not answered. */
    private List<Finding> filtered() {
        Optional<Hop> last = leg.lastHop(application);
        int ttl = last.map(Hop::ttl).orElse(0);
        Optional<PathHop> near = Optional.ofNullable(leg.hops.get(ttl));
        Optional<PathHop> far =
                leg.routers().stream().filter(hop -> hop.ttl > ttl).findFirst();
        why.add("it answers "
                + String.join(
                        ", ",
                        leg.target.keySet().stream()
                                .filter(leg::answers)
                                .map(Words::channel)
                                .toList()));
        last.ifPresent(hop -> why.add("%s gets as far as hop %d (%s)"
                .formatted(
                        Words.channel(application),
                        hop.ttl(),
                        hop.address().map(Words::address).orElse(""))));
        PlaceRecord place = new PlaceRecord(
                far.map(hop -> hop.segment).orElse(PlaceSegment.DESTINATION),
                far.map(hop -> OptionalInt.of(hop.ttl)).orElse(leg.distance()),
                Optional.empty(),
                near.flatMap(hop -> hop.address),
                far.map(hop -> hop.address).orElse(Optional.of(leg.address)));
        // A UDP service may also have nothing to say to an empty datagram.
        boolean udp = application.protocol() == Protocol.UDP;
        var claims = new Posterior<Claim>()
                .add(Claim.of(FindingKind.FILTERED, place), udp ? 0.45 : 0.94, 0)
                .add(Claim.of(FindingKind.SERVICE_FAILING, target()), udp ? 0 : 0.04, 0)
                .add(Claim.nothing(), udp && far.isEmpty() ? 0.55 : 0.02, 0)
                .weighed();
        return finding(claims, Severity.BLOCKS);
    }

    private static PlaceRecord link(PathHop near, Optional<InetAddress> to) {
        return new PlaceRecord(near.segment, OptionalInt.of(near.ttl + 1), Optional.empty(), near.address, to);
    }

    private boolean isOwn(InetAddress address) {
        return evidence.network.stream()
                .flatMap(state -> state.interfaces().stream())
                .flatMap(one -> one.addresses().stream())
                .anyMatch(own -> own.address().equals(address));
    }

    private PlaceRecord target() {
        return new PlaceRecord(
                PlaceSegment.DESTINATION, leg.distance(), Optional.of(leg.address), Optional.empty(), Optional.empty());
    }

    private PlaceRecord gateway() {
        Optional<InetAddress> address =
                evidence.gateway().or(() -> Optional.ofNullable(leg.hops.get(1)).flatMap(hop -> hop.address));
        return new PlaceRecord(PlaceSegment.LAN, OptionalInt.of(1), address, Optional.empty(), Optional.empty());
    }

    private PlaceRecord atHop(int ttl) {
        Optional<PathHop> hop = Optional.ofNullable(leg.hops.get(ttl));
        Optional<InetAddress> address = leg.traces.values().stream()
                .flatMap(trace -> trace.hops().stream())
                .filter(one -> one.ttl() == ttl)
                .flatMap(one -> one.address().stream())
                .filter(one -> !one.equals(leg.address))
                .findFirst();
        return new PlaceRecord(
                hop.map(known -> known.segment).orElse(PlaceSegment.UNKNOWN),
                OptionalInt.of(ttl),
                address,
                Optional.empty(),
                Optional.empty());
    }

    /** Between the hop and the one before: a filter in the router before refuses what would get to the hop. */
    private PlaceRecord linkTo(int ttl) {
        PlaceRecord hop = atHop(ttl);
        Optional<InetAddress> before = ttl > 1 ? atHop(ttl - 1).address() : Optional.empty();
        return new PlaceRecord(hop.segment(), hop.ttl(), Optional.empty(), before, hop.address());
    }

    private PlaceRecord router(InetAddress address, int ttl) {
        Optional<PathHop> hop = leg.hops.values().stream()
                .filter(one -> one.address.equals(Optional.of(address)))
                .findFirst();
        int known = hop.map(one -> one.ttl).orElse(ttl);
        return new PlaceRecord(
                hop.map(one -> one.segment).orElse(PlaceSegment.UNKNOWN),
                known > 0 ? OptionalInt.of(known) : OptionalInt.empty(),
                Optional.of(address),
                Optional.empty(),
                Optional.empty());
    }

    private static Leg.Channel icmp() {
        return new Leg.Channel(Protocol.ICMP, 0);
    }

    private List<Finding> said(FindingKind kind, PlaceRecord place, double probability, Severity severity) {
        return finding(
                new Posterior<Claim>()
                        .add(Claim.of(kind, place), probability, 0)
                        .add(Claim.nothing(), 1 - probability, 0)
                        .weighed(),
                severity);
    }

    private List<Finding> finding(List<Posterior.Weighed<Claim>> claims, Severity severity) {
        return Claim.finding(claims, severity, why, evidence.request.text()).stream()
                .toList();
    }
}
