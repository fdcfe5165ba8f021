// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pathtracer.Hop;
import org.pathtracer.PathMtuResult;
import org.pathtracer.Protocol;
import org.pathtracer.TraceResult;
import org.pathtracer.core.sample.Sample;
import org.pathtracer.core.sample.Samples;
import org.pathtracer.core.sample.Series;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.UnreachableReason;

/** What was measured on the way to one address. */
final class Leg {
    /** An ICMP error that says that the target can't be reached. */
    record Report(InetAddress from, UnreachableReason reason, int ttl, double rttMillis, Protocol protocol) {}

    /** Probes to one port, or of one protocol without ports. */
    record Channel(Protocol protocol, int port) {}

    final InetAddress address;
    final Map<Channel, TraceResult> traces = new LinkedHashMap<>();
    /** Probes to the target by channel and flow. */
    final Map<Channel, Map<Integer, List<PathHop.Trial>>> target = new LinkedHashMap<>();

    /** By what the target answered a trace. */
    final Set<Channel> answering = new HashSet<>();

    final Map<Channel, Integer> refusals = new LinkedHashMap<>();
    /** By which the target accepted a connection. */
    final Set<Channel> accepting = new HashSet<>();

    final List<Report> reports = new ArrayList<>();
    final TreeMap<Integer, PathHop> hops = new TreeMap<>();
    /** Responders of flow 0 by TTL, in the order in which the probes left. */
    final TreeMap<Integer, TreeMap<Long, InetAddress>> watch = new TreeMap<>();
    /** TTLs at which one trace met several responders. */
    private final Set<Integer> changing = new TreeSet<>();
    /** Responders by flow and TTL: flows of another protocol with the same number go other ways. */
    private final Map<Channel, NavigableMap<Integer, NavigableMap<Integer, InetAddress>>> flowPaths =
            new LinkedHashMap<>();

    Optional<PathMtuResult> mtu = Optional.empty();
    Optional<String> sendFailure = Optional.empty();

    Leg(InetAddress address) {
        this.address = address;
    }

    /** The router that this host sends to, which need not be shown by a trace. */
    void gateway(InetAddress router) {
        hops.computeIfAbsent(1, ttl -> new PathHop(ttl, Optional.of(router), PlaceSegment.LAN));
    }

    /** The longest round trip to the target so far. */
    long slowestNanos() {
        return (long) (1e6
                * target.values().stream()
                        .flatMap(flows -> flows.values().stream())
                        .flatMap(List::stream)
                        .filter(PathHop.Trial::answered)
                        .mapToDouble(PathHop.Trial::rttMillis)
                        .max()
                        .orElse(0));
    }

    void trace(TraceResult trace, Channel channel, long offset) {
        traces.put(channel, trace);
        // The clock of a trace tells no times of single probes: their order is what counts.
        long order = offset;
        for (Hop hop : trace.hops()) {
            PathHop known =
                    hops.computeIfAbsent(hop.ttl(), ttl -> new PathHop(ttl, hop.address(), segment(hop.segment())));
            known.address = known.address.or(hop::address);
            known.segment = known.segment == PlaceSegment.UNKNOWN ? segment(hop.segment()) : known.segment;
            for (ProbeResult probe : hop.probes()) {
                order++;
                probe(probe, known, channel);
            }
            if (channel.protocol() == Protocol.ICMP) {
                watch(hop, order);
            }
        }
    }

    /** One answer of a trace: how long it took to get the others is not known. */
    private void watch(Hop hop, long at) {
        List<InetAddress> responders = hop.probes().stream()
                .flatMap(probe -> probe.outcome() instanceof ProbeOutcome.TimeExceeded answer
                        ? Stream.of(answer.reception().address())
                        : Stream.empty())
                .toList();
        if (!responders.isEmpty()) {
            watch.computeIfAbsent(hop.ttl(), key -> new TreeMap<>()).put(at, responders.get(0));
        }
        if (responders.stream().distinct().count() > 1) {
            changing.add(hop.ttl());
        }
    }

    /** TTLs at which one flow met several responders. */
    Set<Integer> changing() {
        Set<Integer> all = new TreeSet<>(changing);
        watch.forEach((ttl, responders) -> {
            if (responders.values().stream().distinct().count() > 1) {
                all.add(ttl);
            }
        });
        return all;
    }

    private void probe(ProbeResult probe, PathHop hop, Channel channel) {
        if (probe.outcome() instanceof ProbeOutcome.SendFailed failed) {
            sendFailure = sendFailure.or(() -> Optional.of(failed.errorName() + ": " + failed.advice()));
            return;
        }
        if (probe.outcome() instanceof ProbeOutcome.Answer answer) {
            note(answer, channel, hop.ttl);
            boolean here = answer.reception().address().equals(address);
            if (here && fromTarget(answer)) {
                // Not a trial: a trace stops asking once it is answered, which would hide loss.
                answering.add(channel);
            } else {
                hop.traced = true;
            }
        }
    }

    private void watch(int ttl, long at, ProbeOutcome.Answer answer) {
        if (answer instanceof ProbeOutcome.TimeExceeded) {
            watch.computeIfAbsent(ttl, key -> new TreeMap<>())
                    .put(at, answer.reception().address());
        }
    }

    void samples(Samples samples, Channel channel, long offset) {
        samples.sendFailure().ifPresent(why -> sendFailure = sendFailure.or(() -> Optional.of(why)));
        for (Sample sample : samples.all()) {
            Series series = sample.series();
            long at = offset + sample.sentNanos();
            if (series.to().isPresent()) {
                hopAt(series.to().get())
                        .ifPresent(hop -> hop.direct.add(trial(
                                at,
                                sample.answer()
                                        .filter(answer -> answer.reception()
                                                .address()
                                                .equals(series.to().get())))));
            } else if (series.ttl() == Series.FAR) {
                sample.answer().ifPresent(answer -> note(answer, channel, 0));
                flowTrials(channel, series.flow()).add(trial(at, sample.answer().filter(this::fromTarget)));
            } else {
                hop(sample, channel, at);
            }
        }
    }

    private void hop(Sample sample, Channel channel, long at) {
        int ttl = sample.series().ttl();
        PathHop hop = hops.computeIfAbsent(ttl, key -> new PathHop(key, Optional.empty(), PlaceSegment.UNKNOWN));
        hop.address = hop.address.or(sample::from);
        NavigableMap<Integer, InetAddress> path =
                pathsOf(channel).computeIfAbsent(sample.series().flow(), key -> new TreeMap<>());
        sample.answer()
                .filter(answer -> !fromTarget(answer))
                .ifPresent(answer -> path.put(ttl, answer.reception().address()));
        // Another protocol's flow 0 goes another way behind a load balancer.
        if (sample.series().flow() == 0 && channel.protocol() == Protocol.ICMP) {
            hop.expired.add(trial(at, sample.answer()));
            sample.answer().ifPresent(answer -> watch(ttl, at, answer));
        }
    }

    private Optional<PathHop> hopAt(InetAddress of) {
        return hops.values().stream()
                .filter(hop -> hop.address.equals(Optional.of(of)))
                .findFirst();
    }

    private static PathHop.Trial trial(long at, Optional<? extends ProbeOutcome.Answer> answer) {
        return new PathHop.Trial(
                at,
                answer.map(known -> known.reception().address()),
                answer.map(known -> known.reception().rtt().toNanos() / 1e6).orElse(0.0));
    }

    private void note(ProbeOutcome.Answer answer, Channel channel, int ttl) {
        boolean here = answer.reception().address().equals(address);
        if (answer instanceof ProbeOutcome.TcpReset) {
            refusals.merge(channel, 1, Integer::sum);
        } else if (answer instanceof ProbeOutcome.TcpSynAck) {
            accepting.add(channel);
        } else if (answer instanceof ProbeOutcome.Unreachable error) {
            if (here && error.reason() == UnreachableReason.PORT) {
                refusals.merge(channel, 1, Integer::sum);
            } else if (error.reason() != UnreachableReason.FRAGMENTATION_NEEDED) {
                reports.add(new Report(
                        answer.reception().address(),
                        error.reason(),
                        ttl,
                        answer.reception().rtt().toNanos() / 1e6,
                        channel.protocol()));
            }
        }
    }

    /** An answer of the target itself: the packet went there and back. */
    private boolean fromTarget(ProbeOutcome.Answer answer) {
        if (answer instanceof ProbeOutcome.TimeExceeded) {
            return false;
        }
        return !(answer instanceof ProbeOutcome.Unreachable error)
                || answer.reception().address().equals(address) && error.reason() == UnreachableReason.PORT;
    }

    private List<PathHop.Trial> flowTrials(Channel channel, int flow) {
        return target.computeIfAbsent(channel, key -> new TreeMap<>()).computeIfAbsent(flow, key -> new ArrayList<>());
    }

    private static PlaceSegment segment(Optional<Segment> segment) {
        return segment.map(known -> switch (known) {
                    case LAN -> PlaceSegment.LAN;
                    case VPN -> PlaceSegment.VPN;
                    case ISP -> PlaceSegment.ISP;
                    case TRANSIT -> PlaceSegment.TRANSIT;
                    case DESTINATION -> PlaceSegment.DESTINATION;
                    case UNKNOWN -> PlaceSegment.UNKNOWN;
                })
                .orElse(PlaceSegment.UNKNOWN);
    }

    /** Whether the target answered anything of this kind, a refusal too. */
    boolean answers(Channel channel) {
        return answering.contains(channel) || targetTrials(channel).stream().anyMatch(PathHop.Trial::answered);
    }

    boolean answersAnything() {
        return !answering.isEmpty() || target.keySet().stream().anyMatch(this::answers);
    }

    boolean asked(Channel channel) {
        return target.containsKey(channel) || traces.containsKey(channel);
    }

    /** The TTL at which the target answered. */
    OptionalInt distance(Channel channel) {
        TraceResult trace = traces.get(channel);
        return trace != null && trace.reached()
                ? OptionalInt.of(trace.hops().get(trace.hops().size() - 1).ttl())
                : OptionalInt.empty();
    }

    /** The TTL at which the target answered, by whatever. */
    OptionalInt distance() {
        return traces.keySet().stream()
                .map(this::distance)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max();
    }

    /** Whether a router answers ICMP probes at this TTL, so that the target is farther away. */
    boolean hasRouterAt(int ttl) {
        return traces.entrySet().stream()
                .filter(entry -> entry.getKey().protocol() == Protocol.ICMP)
                .flatMap(entry -> entry.getValue().hops().stream())
                .anyMatch(hop -> hop.ttl() == ttl
                        && hop.address().filter(from -> !from.equals(address)).isPresent());
    }

    /** The responders by flow and TTL, of the flows whose ways were asked for. */
    NavigableMap<Integer, NavigableMap<Integer, InetAddress>> pathsOf(Channel channel) {
        return flowPaths.computeIfAbsent(channel, key -> new TreeMap<>());
    }

    /** What the ways of several flows were asked for by: this, or else another one that was. */
    Channel tracedFlows(Channel wanted) {
        return pathsOf(wanted).size() > 1
                ? wanted
                : flowPaths.keySet().stream()
                        .filter(one -> pathsOf(one).size() > 1)
                        .findFirst()
                        .orElse(wanted);
    }

    /** The routers that answered, in order; without what is the target's. */
    List<PathHop> routers() {
        int end = distance().orElse(Integer.MAX_VALUE);
        return hops.values().stream()
                .filter(hop -> hop.ttl < end
                        && hop.address.isPresent()
                        && !hop.address.get().equals(address)
                        && hop.answers())
                .toList();
    }

    /** The last router that a trace of this kind shows. */
    Optional<Hop> lastHop(Channel channel) {
        TraceResult trace = traces.get(channel);
        if (trace == null) {
            return Optional.empty();
        }
        return trace.hops().stream()
                .filter(hop ->
                        hop.address().filter(from -> !from.equals(address)).isPresent())
                .reduce((first, second) -> second);
    }

    List<PathHop.Trial> targetTrials(Channel channel) {
        return target.getOrDefault(channel, Map.of()).values().stream()
                .flatMap(List::stream)
                .toList();
    }
}
