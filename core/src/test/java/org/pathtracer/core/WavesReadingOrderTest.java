// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.Protocol;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.monitor.MonitorKind;
import org.pathtracer.core.mtu.PathMtuKind;
import org.pathtracer.core.multipath.MultipathKind;
import org.pathtracer.core.ping.PingKind;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.core.scripted.UnevenReader;
import org.pathtracer.core.trace.TraceKind;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.statistics.Statistics;

/**
 * What each probe was answered, and how long after it left, decides, not how sockets are read: for operations that send
 * wave after wave. A process that is stopped sends its next wave later, so it is not the times of arrival that are the
 * same in all readings, but the fate of each probe: of a TTL, a size or a flow the first, the second, and so on.
 *
 * <p>Some of a result may differ, as what was sent differs: an answer that says where the path ends may be read before
 * or after the probes beyond the end are sent, so those sent and received in all are no part of the comparison; an
 * operation may be over when a late answer or a further copy arrives, so these are none either, and targets, of which a
 * late answer still says where the path ends, send none here; and what was sent later may arrive earlier, so the order
 * of answers to different probes is not compared.
 */
class WavesReadingOrderTest {
    private static final long SEED = Long.getLong("pathtracer.seed", 1);
    private static final long MILLI = 1_000_000;
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int MOST_HOPS = 12;
    private static final int NETWORKS = 20;
    /** In 20 tests, of so many networks each: 10,400 in all. */
    private static final int READINGS = 26;

    private static ReplyKind arrival(Protocol protocol) {
        return switch (protocol) {
            case ICMP -> ReplyKind.ECHO_REPLY;
            case UDP -> ReplyKind.UDP_REPLY;
            case TCP -> ReplyKind.TCP_SYN_ACK;
        };
    }

    /** The fate of a probe, which depends on nothing but these. */
    private static Random fate(long network, Object... of) {
        return new Random(network * 31 + List.of(of).hashCode() * 0x9e3779b97f4a7c15L);
    }

    /** Within what is always waited for, where others take as long: the adaptive rule gives none of these up. */
    private static long inTime(Random random) {
        return (6 + random.nextInt(14)) * MILLI + random.nextInt(1000);
    }

    private static long anyTime(Random random) {
        return random.nextInt(4) == 0 ? random.nextLong(TIMEOUT.toNanos()) : inTime(random);
    }

    /** Nothing, an answer in time, one after the timeout, or two. */
    private static List<Arrival> usual(Random random, long delay, ReplyKind kind, InetAddress from) {
        Arrival answer = new Arrival(delay, kind, from, 0, 0);
        return switch (random.nextInt(10)) {
            case 0 -> List.of();
            // An answer that is late in any case.
            case 1 ->
                List.of(new Arrival(TIMEOUT.toNanos() + 1 + random.nextLong(TIMEOUT.toNanos()), kind, from, 0, 0));
            case 2 -> List.of(answer, new Arrival(delay + random.nextLong(50 * MILLI), kind, from, 0, 0));
            default -> List.of(answer);
        };
    }

    /** A chain of routers, of which some are silent. What is beyond the target is asked more often by some readings. */
    private static Script chain(long network, Protocol protocol, Function<Random, Long> delays) {
        int length = 3 + fate(network).nextInt(7);
        return (probe, number) -> {
            InetAddress destination = probe.profile().destination();
            Random random = fate(network, destination, probe.ttl(), probe.ttl() > length ? 0 : number);
            boolean silent = fate(network, "silent", probe.ttl()).nextInt(8) == 0 && probe.ttl() != length;
            return silent
                    ? List.of()
                    : probe.ttl() < length
                            ? usual(
                                    random,
                                    delays.apply(random),
                                    ReplyKind.TIME_EXCEEDED,
                                    ScriptedPath.router(probe.ttl()))
                            : inTime(usual(random, delays.apply(random), arrival(protocol), destination));
        };
    }

    private static List<Arrival> inTime(List<Arrival> answers) {
        return answers.stream()
                .filter(answer -> answer.delay() < TIMEOUT.toNanos())
                .toList();
    }

    private static ProbeProfile profile(Protocol protocol, InetAddress destination, int size) {
        return new ProbeProfile(
                protocol,
                destination,
                33434,
                0,
                TraceRequest.to("t").protocol(protocol).build().probe().flowMethod(),
                OptionalInt.empty(),
                size,
                0,
                true,
                0,
                Optional.empty());
    }

    private static <R> R run(
            OperationKind<?, R> kind, List<ProbeProfile> targets, Script script, long seed, boolean even) {
        // What routers say comes by two sockets, what the target says by a third.
        UnevenReader network = new UnevenReader(
                        script, 3, reply -> reply.kind() == ReplyKind.TIME_EXCEEDED ? reply.id() % 2 : 2, seed, even)
                .oneByOne();
        ProbeEngine engine = new ProbeEngine(network, RateLimit.NONE);
        List<Endpoint> endpoints = new ArrayList<>();
        targets.forEach(profile -> endpoints.add(new Endpoint.Found("t" + endpoints.size(), profile)));
        Setting setting = new Setting(
                endpoints,
                new TransportChoiceRecord("test", "asked for", List.of()),
                false,
                engine::now,
                engine.now(),
                Long.MAX_VALUE,
                Instant.EPOCH,
                () -> false,
                true);
        Launch<R> launch = kind.launch(setting, event -> {});
        engine.start(launch.operation());
        network.run();
        return launch.result().join();
    }

    private static void assertOneResult(
            Protocol protocol,
            Function<Long, Supplier<Script>> networks,
            BiFunction<Script, Reading, Object> operation) {
        Random random = new Random(SEED);
        for (int i = 0; i < NETWORKS; i++) {
            Supplier<Script> script = networks.apply(random.nextLong());
            Object expected = operation.apply(script.get(), new Reading(0, true));
            for (int reading = 0; reading < READINGS; reading++) {
                long seed = random.nextLong();
                assertThat(operation.apply(script.get(), new Reading(seed, false)))
                        .as("-Dpathtracer.seed=%d, %s, network %d, reading %d (%d)", SEED, protocol, i, reading, seed)
                        .isEqualTo(expected);
            }
        }
    }

    private record Reading(long seed, boolean even) {}

    private static String told(ProbeOutcome outcome) {
        return outcome instanceof ProbeOutcome.Answer answer
                        && !answer.reception().late()
                ? outcome.getClass().getSimpleName() + " " + answer.reception().address() + " "
                        + answer.reception().rtt()
                : "silent";
    }

    private static List<Object> told(Statistics statistics) {
        return List.of(statistics.sent(), statistics.received(), statistics.min(), statistics.mean(), statistics.max());
    }

    /**
     * Whatever time an answer takes, as long as it is within the timeout. Silent hops are not asked again: a late
     * answer that is read before the repetition leaves makes that needless.
     */
    @ParameterizedTest
    @EnumSource
    void traceOfSeveralQueries_isTheSameHoweverItIsRead(Protocol protocol) {
        TraceRequest request = TraceRequest.to("t")
                .protocol(protocol)
                .queries(3)
                .maxHops(MOST_HOPS)
                .timeout(TIMEOUT)
                .adaptiveTimeout(new AdaptiveTimeout(false, 3, 2, Duration.ofMillis(1)))
                .rateLimit(0)
                .build();
        assertOneResult(
                protocol,
                network -> () -> chain(network, protocol, WavesReadingOrderTest::anyTime),
                (script, reading) -> trace(request, script, reading));
    }

    @ParameterizedTest
    @EnumSource
    void traceThatRepeats_isTheSameHoweverItIsRead(Protocol protocol) {
        TraceRequest request = TraceRequest.to("t")
                .protocol(protocol)
                .queries(1)
                .retries(3)
                .maxHops(MOST_HOPS)
                .timeout(TIMEOUT)
                .rateLimit(0)
                .build();
        assertOneResult(
                protocol,
                network -> () -> inTimeOnly(chain(network, protocol, WavesReadingOrderTest::inTime)),
                (script, reading) -> trace(request, script, reading));
    }

    private static Script inTimeOnly(Script script) {
        return (probe, number) -> inTime(script.answers(probe, number));
    }

    /** With the adaptive rule, which gives up what is silent as soon as later hops have answered. */
    @ParameterizedTest
    @EnumSource
    void traceThatGivesUpEarly_isTheSameHoweverItIsRead(Protocol protocol) {
        TraceRequest request = TraceRequest.to("t")
                .protocol(protocol)
                .queries(3)
                .maxHops(MOST_HOPS)
                .timeout(TIMEOUT)
                .rateLimit(0)
                .build();
        assertOneResult(
                protocol,
                network -> () -> chain(network, protocol, WavesReadingOrderTest::inTime),
                (script, reading) -> trace(request, script, reading));
    }

    private static Object trace(TraceRequest request, Script script, Reading reading) {
        List<ProbeProfile> target = List.of(profile(request.probe().protocol(), ScriptedPath.TARGET, 60));
        TraceResult result = run(new TraceKind(request), target, script, reading.seed, reading.even);
        return List.of(
                result.reached(),
                result.stopReason(),
                result.hops().stream()
                        .map(hop -> hop.ttl() + " "
                                + hop.probes().stream()
                                        .map(probe -> told(probe.outcome()))
                                        .toList())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void ping_isTheSameHoweverItIsRead(Protocol protocol) {
        PingRequest request = PingRequest.toAll(List.of("t0", "t1", "t2"))
                .protocol(protocol)
                .count(15)
                .period(Duration.ofMillis(100))
                .timeout(TIMEOUT)
                .keptReplies(100)
                .rateLimit(0)
                .build();
        List<ProbeProfile> targets = Stream.of(ScriptedPath.router(1), ScriptedPath.router(2), ScriptedPath.router(3))
                .map(address -> profile(protocol, address, 60))
                .toList();
        assertOneResult(
                protocol,
                network -> () -> (probe, number) -> {
                    Random random = fate(network, probe.profile().destination(), number);
                    return usual(
                            random,
                            anyTime(random),
                            arrival(protocol),
                            probe.profile().destination());
                },
                (script, reading) -> {
                    PingResult result = run(new PingKind(request), targets, script, reading.seed, reading.even);
                    return result.targets().stream()
                            .map(WavesReadingOrderTest::told)
                            .toList();
                });
    }

    private static List<Object> told(PingSeries series) {
        TreeMap<Long, String> replies = new TreeMap<>();
        series.replies().stream()
                .filter(reply -> !reply.answer().reception().late())
                .forEach(reply -> replies.put(reply.sequence(), told(reply.answer())));
        return List.of(
                told(series.statistics()),
                replies,
                series.outages().stream()
                        .map(outage -> List.of(outage.firstSequence(), outage.probes(), outage.ended()))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void monitorOfSeveralCycles_isTheSameHoweverItIsRead(Protocol protocol) {
        MonitorRequest request = MonitorRequest.to("t")
                .protocol(protocol)
                .cycles(6)
                .maxHops(MOST_HOPS)
                .interval(Duration.ofMillis(200))
                .timeout(TIMEOUT)
                .rateLimit(0)
                .build();
        List<ProbeProfile> target = List.of(profile(protocol, ScriptedPath.TARGET, 60));
        assertOneResult(
                protocol,
                network -> () -> chain(network, protocol, WavesReadingOrderTest::inTime),
                (script, reading) -> {
                    MonitorResult result = run(new MonitorKind(request), target, script, reading.seed, reading.even);
                    return told(result.targets().get(0));
                });
    }

    private static List<Object> told(MonitorSeries series) {
        return List.of(
                series.cycles(),
                series.reachedCycles(),
                series.path(),
                series.pathChanges().stream()
                        .map(change -> List.of(change.cycle(), change.before(), change.after()))
                        .toList(),
                series.hops().stream().map(WavesReadingOrderTest::told).toList());
    }

    private static List<Object> told(MonitorHop hop) {
        TreeMap<String, Long> responders = new TreeMap<>();
        hop.responders().forEach(responder -> responders.put(responder.address().toString(), responder.answers()));
        return List.of(hop.ttl(), responders, told(hop.statistics()), hop.notSent());
    }

    /** TCP probes have the size of a SYN. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TCP")
    void pathMtu_isTheSameHoweverItIsRead(Protocol protocol) {
        PathMtuRequest request = PathMtuRequest.to("t")
                .protocol(protocol)
                .minSize(100)
                .maxSize(1500)
                .timeout(TIMEOUT)
                .rateLimit(0)
                .build();
        List<ProbeProfile> target = List.of(profile(protocol, ScriptedPath.TARGET, 100));
        assertOneResult(protocol, network -> () -> narrow(network, protocol), (script, reading) -> {
            PathMtuResult result = run(new PathMtuKind(request), target, script, reading.seed, reading.even);
            return List.of(
                    result.pathMtu(),
                    result.verdict(),
                    result.limitingHop(),
                    result.steps().stream()
                            .map(step -> List.of(step.size(), step.outcome(), step.sent()))
                            .toList(),
                    result.probesSent(),
                    result.repliesReceived(),
                    result.stopReason());
        });
    }

    /** A chain in which some links are narrow, and their routers say so or not; now and then a packet is lost. */
    private static Script narrow(long network, Protocol protocol) {
        int length = 2 + fate(network).nextInt(7);
        Map<List<Integer>, Integer> asked = new HashMap<>();
        return (probe, number) -> {
            int size = probe.profile().size();
            int nth = asked.merge(List.of(probe.ttl(), size), 1, Integer::sum);
            Random random = fate(network, probe.ttl(), size, nth);
            if (random.nextInt(12) == 0) {
                return List.of();
            }
            for (int hop = 1; hop < length && hop <= probe.ttl(); hop++) {
                if (hop == probe.ttl()) {
                    return List.of(Arrival.exceeded(inTime(random), ScriptedPath.router(hop)));
                }
                Random link = fate(network, "link", hop);
                int mtu = link.nextInt(3) == 0 ? 600 + link.nextInt(900) : 1500;
                boolean says = link.nextInt(3) > 0;
                if (size > mtu) {
                    return says ? List.of(Arrival.tooBig(inTime(random), ScriptedPath.router(hop), mtu)) : List.of();
                }
            }
            return List.of(new Arrival(inTime(random), arrival(protocol), ScriptedPath.TARGET, 0, 0));
        };
    }

    /**
     * What a discovery asks next follows from what it knows, so other flows are asked when other answers are read
     * first. Balancers that serve flows in turn show all their ways to any few: so the graph must be the same.
     */
    @ParameterizedTest
    @EnumSource
    void multipath_isTheSameHoweverItIsRead(Protocol protocol) {
        MultipathRequest request = MultipathRequest.to("t")
                .protocol(protocol)
                .maxHops(MOST_HOPS)
                .timeout(TIMEOUT)
                .aliases(false)
                .seed(1)
                .rateLimit(0)
                .build();
        List<ProbeProfile> target = List.of(profile(protocol, ScriptedPath.TARGET, 60));
        assertOneResult(protocol, network -> () -> balanced(network, protocol), (script, reading) -> {
            MultipathResult result = run(new MultipathKind(request), target, script, reading.seed, reading.even);
            return told(result);
        });
    }

    private static List<Object> told(MultipathResult result) {
        MultipathGraph graph = result.graph();
        TreeSet<String> vertices = new TreeSet<>();
        graph.vertices().forEach(vertex -> vertices.add(name(vertex)));
        TreeSet<String> edges = new TreeSet<>();
        graph.edges()
                .forEach(edge -> edges.add(name(graph.vertices().get(edge.from())) + ">"
                        + name(graph.vertices().get(edge.to()))));
        return List.of(result.reached(), result.complete(), result.stopReason(), vertices, edges);
    }

    private static String name(MultipathVertex vertex) {
        return vertex.ttl() + " " + vertex.address();
    }

    /** One balancer of two to four ways, each way of one or two routers; the first packet of some flows is lost. */
    private static Script balanced(long network, Protocol protocol) {
        int width = 2 + fate(network).nextInt(3);
        int first = 1 + fate(network, "first").nextInt(3);
        int last = first + 1 + fate(network, "last").nextInt(2);
        int length = last + 2;
        Map<List<Integer>, Integer> asked = new HashMap<>();
        return (probe, number) -> {
            int nth = asked.merge(List.of(probe.ttl(), probe.flow()), 1, Integer::sum);
            Random random = fate(network, probe.ttl(), probe.flow(), nth);
            if (nth == 1 && random.nextInt(20) == 0) {
                return List.of();
            }
            return List.of(answer(probe, width, first, last, length, inTime(random), arrival(protocol)));
        };
    }

    private static Arrival answer(
            Probe probe, int width, int first, int last, int length, long delay, ReplyKind arrival) {
        int ttl = probe.ttl();
        if (ttl >= length) {
            return new Arrival(delay, arrival, ScriptedPath.TARGET, 0, 0);
        }
        boolean between = ttl > first && ttl <= last;
        int way = between ? probe.flow() % width : 0;
        return Arrival.exceeded(delay, ScriptedPath.router(ttl + 20 * way));
    }
}
