// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pathtracer.AddressFamily;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.NotPermittedException;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.Protocol;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.Target;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.core.sample.SampledPings;
import org.pathtracer.core.sample.Series;
import org.pathtracer.diagnosis.DiagnosisStage;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.RecordType;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.result.DiagnosisRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TlsCheck;

/**
 * What to measure next, given what is known: stages as a state machine over existing operations. It does no I/O and
 * reads no clock. Not thread-safe.
 */
public final class DiagnoseStrategy {
    /** Of all operations together: less than one page of a web site loads. */
    static final int MOST_PACKETS = 600;

    private static final int SEARCH_PACKETS = 60;
    private static final long MILLI = 1_000_000;
    /** Flows to the target: with a bad branch among two to four, at least one of twelve meets it in 97 of 100 cases. */
    private static final int FLOWS = 12;

    /** 66 packets a second of 60 bytes: 32 kbit/s, which no link feels. */
    private static final long SPACING = 15 * MILLI;

    /**
     * A route that changes is seen more surely with four probes of a hop than with three; long paths have many hops.
     */
    private static final int SHORT_PATH = 12;

    /** So few direct probes may all be lost: that a router ignores them is not known yet. */
    private static final int FEW = 10;

    private static final int PER_FLOW = 4;
    /** Numbers without a common divisor with the number of flows: each gives another order of all of them. */
    private static final int[] ORDERS = {1, 5, 7, 11};

    private static final int ROUNDS = 6;
    private static final int MOST_FLOW_ROUNDS = 4;
    /** An explanation that is this sure needs no further probes. */
    private static final double SURE = 0.95;
    /** Linux and RFC 4861 section 10 give a neighbour three requests, one a second, before they call it unreachable. */
    private static final Duration NEIGHBOUR = Duration.ofMillis(3600);

    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    /** Ports at which IANA registers protocols that begin with TLS. */
    private static final Set<Integer> TLS_PORTS =
            Set.of(443, 465, 636, 853, 989, 990, 993, 995, 5061, 5671, 6697, 8443);

    /** Odds of 3 to 1 are worth a trace of some flows, odds of 100 to 1 need no other explanation. */
    private static final double BRANCH_LIKELY = Math.log(3);

    private static final double BRANCH_SURE = Math.log(100);

    private static final Duration LONGEST_CHECK = Duration.ofSeconds(8);

    private final DiagnoseRequest request;
    private final Instruments instruments;
    private final Probes probes;
    private final Evidence evidence;
    private Optional<DiagnosisStage> stage = Optional.empty();
    private Optional<Run> firstRun = Optional.empty();
    private int rounds;
    private boolean silenceProbed;
    private boolean branchesTraced;
    private boolean changesSampled;
    private int moreFlows;
    private long sent;
    /** By the tasks of the next stage. */
    private int planned;

    private long answered;
    private boolean networkChanged;

    /** A strategy for one diagnosis. */
    public DiagnoseStrategy(DiagnoseRequest request, Instruments instruments) {
        this.request = request;
        this.instruments = instruments;
        probes = new Probes(request.probe());
        evidence = new Evidence(request);
    }

    /** Returns the stage that {@link #next} began last. */
    public Optional<DiagnosisStage> stage() {
        return stage;
    }

    /** Returns the number of probes that left so far. */
    public long probesSent() {
        return sent;
    }

    /**
     * Begins the next stage.
     *
     * @param elapsed since the start
     * @param left until the deadline
     * @return what to measure; empty if enough is known
     */
    public List<Task<?>> next(Duration elapsed, Duration left) {
        while (true) {
            List<Task<?>> tasks = new ArrayList<>();
            // A search for the path MTU may still run: 3 probes of a dozen sizes, and of the hops before.
            planned = rounds > 0 ? 0 : SEARCH_PACKETS;
            if (stage.isEmpty()) {
                stage = Optional.of(DiagnosisStage.SURROUNDINGS);
                surroundings(tasks);
            } else if (stage.get() == DiagnosisStage.SURROUNDINGS) {
                stage = Optional.of(DiagnosisStage.FIRST_LOOK);
                firstLook(tasks, elapsed, left);
            } else if (stage.get() == DiagnosisStage.FIRST_LOOK) {
                stage = Optional.of(DiagnosisStage.SECOND_LOOK);
                secondLook(tasks, elapsed, left);
            } else if (rounds < ROUNDS) {
                stage = Optional.of(DiagnosisStage.CLOSER_LOOK);
                rounds++;
                closerLook(tasks, elapsed, left);
            } else {
                return tasks;
            }
            if (!tasks.isEmpty()) {
                return tasks;
            }
        }
    }

    private void surroundings(List<Task<?>> tasks) {
        evidence.network = instruments.network();
        if (evidence.network.isEmpty()) {
            evidence.omit(
                    instruments.simulated() ? Omission.SIMULATED : Omission.NOT_SUPPORTED,
                    "This host's interfaces and routes could not be looked at");
        }
        if (request.target() instanceof Target.Address literal) {
            evidence.systemAddresses = List.of(literal.address());
            return;
        }
        if (evidence.network.filter(Surfaces::isOffline).isPresent()) {
            return;
        }
        String name = request.target().toString();
        List<InetSocketAddress> servers = instruments.nameServers();
        // A simulated host has no other resolver than its name servers.
        if (!instruments.simulated() || servers.isEmpty()) {
            lookUp(tasks, name, servers.isEmpty() ? Task.Wait.STAGE : Task.Wait.BRIEFLY);
        }
        for (InetSocketAddress server : servers) {
            ask(tasks, server, name, RecordType.A);
            ask(tasks, server, name, RecordType.AAAA);
        }
    }

    private void lookUp(List<Task<?>> tasks, String name, Task.Wait awaited) {
        tasks.add(new Task<>(
                "the look-up of " + name,
                awaited,
                with -> with.addresses(name),
                found -> evidence.systemAddresses = found,
                cause -> evidence.nameFailed = true,
                found -> Duration.ZERO,
                Duration.ZERO));
    }

    private void ask(List<Task<?>> tasks, InetSocketAddress server, String name, RecordType type) {
        Duration longest = Duration.ofSeconds(3);
        DnsQuery query = DnsQuery.of(type, name)
                .server(server)
                .attempts(2)
                .timeout(Duration.ofMillis(1500))
                .deadline(longest)
                .build();
        tasks.add(new Task<>(
                "the question to the name server " + Words.address(server.getAddress()),
                Task.Wait.STAGE,
                with -> with.ask(query),
                answer -> {
                    evidence.results.add(answer);
                    evidence.asked.add(new Evidence.Asked(server, type, Optional.of(answer), answer.duration()));
                },
                cause -> evidence.asked.add(new Evidence.Asked(server, type, Optional.empty(), longest)),
                answer -> answer.duration(),
                longest));
    }

    private void publicAddress(List<Task<?>> tasks) {
        if (!request.publicAddress()
                || evidence.network.filter(Surfaces::isOffline).isPresent()) {
            return;
        } else if (instruments.simulated()) {
            evidence.omit(Omission.SIMULATED, "The public address was not asked for, since the network is simulated");
            return;
        }
        tasks.add(new Task<>(
                "the question for the public address",
                Task.Wait.END,
                Instruments::publicAddress,
                evidence.results::add,
                cause -> failed("the question for the public address", cause),
                found -> Duration.ZERO,
                Duration.ZERO));
    }

    private void firstLook(List<Task<?>> tasks, Duration elapsed, Duration left) {
        publicAddress(tasks);
        if (evidence.network.filter(Surfaces::isOffline).isPresent()) {
            evidence.omit(Omission.DEPENDENT, "Nothing beyond this host was looked at, since it is not connected");
            return;
        }
        chooseAddresses();
        repeatSlowQuestions(tasks);
        Optional<Leg> main = evidence.main();
        if (main.isEmpty()) {
            if (evidence.omissions.stream().noneMatch(limit -> limit.kind() == Omission.DEPENDENT)) {
                evidence.omit(Omission.DEPENDENT, "The path was not looked at, since the target has no address");
            }
            return;
        }
        Leg leg = main.get();
        evidence.route = instruments.routeTo(leg.address);
        checkService(tasks, left);
        if (evidence.isThisHost()) {
            evidence.omit(Omission.NOT_SUPPORTED, "The target is this host: there is no path to look at");
            return;
        }
        Leg.Channel icmp = new Leg.Channel(Protocol.ICMP, 0);
        Leg.Channel application = evidence.application();
        trace(tasks, leg, icmp, 2, elapsed, left);
        flows(tasks, leg, icmp, application.equals(icmp) ? PER_FLOW : 1, elapsed, left);
        if (!application.equals(icmp)) {
            trace(tasks, leg, application, 2, elapsed, left);
            flows(tasks, leg, application, PER_FLOW, elapsed, left);
        } else {
            // Load balancers tell flows apart by ports, which echo requests lack.
            flows(tasks, leg, new Leg.Channel(Protocol.TCP, 80), 2, elapsed, left);
        }
        evidence.other().ifPresent(other -> {
            trace(tasks, other, application, 1, elapsed, left);
            sample(tasks, other, application, TIMEOUT, elapsed, left, List.of(Series.target(0, 6, 0, 60 * MILLI)));
            if (!application.equals(icmp)) {
                sample(tasks, other, icmp, TIMEOUT, elapsed, left, List.of(Series.target(0, 4, 0, 60 * MILLI)));
            }
        });
    }

    private void chooseAddresses() {
        Set<InetAddress> all = new LinkedHashSet<>(evidence.systemAddresses);
        evidence.asked.forEach(one -> one.answer().ifPresent(answer -> all.addAll(Surfaces.addresses(answer))));
        List<InetAddress> inOrder = new ArrayList<>(all);
        // Of contradicting answers those are tried that can be true.
        inOrder.removeIf(address -> address.isAnyLocalAddress() || address.isMulticastAddress());
        if (!evidence.asked.isEmpty() && inOrder.stream().anyMatch(address -> !Surfaces.isInner(address))) {
            inOrder.removeIf(Surfaces::isInner);
        }
        for (InetAddress address : inOrder) {
            AddressFamily family = AddressFamily.of(address);
            if (!request.probe().family().includes(address) || evidence.legs.containsKey(family)) {
                continue;
            }
            if (evidence.network.isPresent()
                    && !address.isLoopbackAddress()
                    && instruments.routeTo(address).isEmpty()) {
                String sentence =
                        "%s was not looked at: this host has no route to %s".formatted(family, Words.address(address));
                if (evidence.named() && all.size() > 1) {
                    evidence.omit(Omission.NOT_SUPPORTED, sentence);
                } else {
                    evidence.omit(Omission.DEPENDENT, sentence);
                }
                continue;
            }
            evidence.legs.put(family, new Leg(address));
            evidence.mainFamily = evidence.mainFamily.or(() -> Optional.of(family));
        }
    }

    /** A server that had to ask others is quick the second time: then it is not itself slow. */
    private void repeatSlowQuestions(List<Task<?>> tasks) {
        List<Evidence.Asked> slow = evidence.asked.stream()
                .filter(one -> one.answer().isPresent() && one.took().compareTo(Surfaces.SLOW_ANSWER) >= 0)
                .toList();
        slow.forEach(one -> ask(tasks, one.server(), request.target().toString(), one.type()));
    }

    private void checkService(List<Task<?>> tasks, Duration left) {
        if (request.port().isEmpty() || request.probe().protocol() != Protocol.TCP) {
            return;
        }
        if (!instruments.hasServices()) {
            evidence.omit(Omission.SIMULATED, "The service was not looked at: the network is simulated");
            return;
        }
        Duration deadline = left.multipliedBy(9).dividedBy(10).compareTo(LONGEST_CHECK) < 0
                ? left.multipliedBy(9).dividedBy(10)
                : LONGEST_CHECK;
        check(tasks, serviceCheck(deadline), deadline);
    }

    private <R extends ServiceResult> void check(List<Task<?>> tasks, ServiceCheck<R> check, Duration deadline) {
        tasks.add(new Task<>(
                "the check of the service",
                Task.Wait.END,
                with -> with.check(check),
                result -> {
                    evidence.results.add(result);
                    evidence.service = Optional.of(result);
                },
                cause -> failed("the check of the service", cause),
                result -> result.contact().duration(),
                deadline));
    }

    private ServiceCheck<? extends ServiceResult> serviceCheck(Duration deadline) {
        int port = request.port().orElseThrow();
        String host = request.target().toString();
        AddressFamily family = evidence.mainFamily.orElseThrow();
        if (request.url().isPresent()) {
            return HttpCheck.to(request.url().get())
                    .family(family)
                    .deadline(deadline)
                    .build();
        } else if (TLS_PORTS.contains(port)) {
            return TlsCheck.to(host, port).family(family).deadline(deadline).build();
        }
        return TcpCheck.to(host, port).family(family).deadline(deadline).build();
    }

    private void trace(
            List<Task<?>> tasks, Leg leg, Leg.Channel channel, int queries, Duration elapsed, Duration left) {
        tasks.add(new Task<>(
                "the trace over " + Words.channel(channel),
                Task.Wait.STAGE,
                with -> with.run(probes.trace(leg.address, channel, queries, left)),
                trace -> {
                    ran(trace);
                    evidence.results.add(trace);
                    leg.trace(trace, channel, elapsed.toNanos());
                },
                cause -> failed("the trace over " + Words.channel(channel), cause),
                trace -> trace.duration(),
                Duration.ZERO));
    }

    private void flows(List<Task<?>> tasks, Leg leg, Leg.Channel channel, int each, Duration elapsed, Duration left) {
        sample(tasks, leg, channel, TIMEOUT, elapsed, left, flowSeries(each));
    }

    /** Each time in another order: else what is limited in time would look like what depends on the flow. */
    private static List<Series> flowSeries(int each) {
        List<Series> series = new ArrayList<>();
        for (int turn = 0; turn < each; turn++) {
            for (int flow = 0; flow < FLOWS; flow++) {
                int slot = turn * FLOWS + (flow * ORDERS[turn % ORDERS.length] + turn) % FLOWS;
                series.add(Series.target(flow, 1, slot * SPACING, MILLI));
            }
        }
        return series;
    }

    private void sample(
            List<Task<?>> tasks,
            Leg leg,
            Leg.Channel channel,
            Duration timeout,
            Duration elapsed,
            Duration left,
            List<Series> series) {
        var sampling = probes.sample(leg.address, channel, timeout, left, series);
        if (series.isEmpty() || sent + planned + sampling.packets() > MOST_PACKETS) {
            return;
        }
        planned += sampling.packets();
        tasks.add(new Task<>(
                "probes over " + Words.channel(channel),
                Task.Wait.STAGE,
                with -> with.sample(sampling),
                samples -> {
                    RunRecord run = samples.run();
                    sent += run.probesSent();
                    answered += run.repliesReceived();
                    networkChanged |= run.networkChanged();
                    leg.samples(samples, channel, elapsed.toNanos());
                    evidence.results.addAll(SampledPings.of(samples));
                },
                cause -> failed("probes over " + Words.channel(channel), cause),
                samples -> samples.run().duration(),
                Duration.ZERO));
    }

    private void ran(Run run) {
        firstRun = firstRun.or(() -> Optional.of(run));
        sent += run.probesSent();
        answered += run.repliesReceived();
        networkChanged |= run.networkChanged();
    }

    private void failed(String what, Throwable cause) {
        if (cause instanceof OperationCancelledException) {
            // By the end of the diagnosis, which says so itself.
            return;
        }
        Omission kind = cause instanceof NotPermittedException ? Omission.NOT_PERMITTED : Omission.NOT_SUPPORTED;
        evidence.omit(kind, "%s failed: %s".formatted(Words.capital(what), cause.getMessage()));
    }

    private void secondLook(List<Task<?>> tasks, Duration elapsed, Duration left) {
        Optional<Leg> main = evidence.main();
        if (main.isEmpty() || evidence.isThisHost()) {
            return;
        }
        preferWorkingFamily();
        Leg leg = evidence.main().orElseThrow();
        if (!leg.answersAnything()) {
            return;
        }
        Leg.Channel icmp = new Leg.Channel(Protocol.ICMP, 0);
        watch(tasks, leg, icmp, elapsed, left);
        if (leg.answers(icmp)) {
            tasks.add(new Task<>(
                    "the path MTU",
                    Task.Wait.END,
                    with -> with.run(probes.mtu(leg.address, left)),
                    found -> {
                        ran(found);
                        evidence.results.add(found);
                        leg.mtu = Optional.of(found);
                    },
                    cause -> failed("the path MTU", cause),
                    found -> found.duration(),
                    Duration.ZERO));
        } else {
            evidence.omit(
                    Omission.DEPENDENT, "The path MTU was not looked at: the target does not answer echo requests");
        }
    }

    private void watch(List<Task<?>> tasks, Leg leg, Leg.Channel icmp, Duration elapsed, Duration left) {
        List<Series> series = new ArrayList<>();
        int turns = leg.routers().size() <= SHORT_PATH ? 4 : 3;
        for (PathHop hop : leg.routers()) {
            long start = hop.ttl * 4L * MILLI;
            series.add(Series.hop(hop.ttl, 0, turns, start, 230 * MILLI));
            hop.address.ifPresent(address -> series.add(Series.direct(address, 2, start + 100 * MILLI, 400 * MILLI)));
        }
        sample(tasks, leg, icmp, TIMEOUT, elapsed, left, series);
    }

    /** What follows is about the family that works: of the other one it is known that it does not. */
    private void preferWorkingFamily() {
        Leg main = evidence.main().orElseThrow();
        boolean switches = evidence.other().isPresent()
                && !main.answersAnything()
                && evidence.other().get().answersAnything();
        if (switches) {
            evidence.mainFamily = Optional.of(AddressFamily.of(evidence.other().orElseThrow().address));
        }
    }

    private void closerLook(List<Task<?>> tasks, Duration elapsed, Duration left) {
        Optional<Leg> main = evidence.main();
        if (main.isEmpty() || evidence.isThisHost()) {
            return;
        }
        Leg leg = main.get();
        if (!leg.answersAnything()) {
            probeSilence(tasks, leg, elapsed, left);
            return;
        }
        Quality quality = new Quality(leg, Verdicts.channel(evidence, leg));
        sampleChanges(tasks, leg, elapsed, left);
        double odds = quality.branchLogOdds();
        if (odds > BRANCH_LIKELY && !branchesTraced) {
            branchesTraced = true;
            traceBranches(tasks, quality, elapsed, left);
        }
        if (odds < BRANCH_SURE) {
            localise(tasks, quality, elapsed, left);
        }
    }

    /**
     * Whether it is down, filtered or far from anything: other protocols, and long enough for a neighbour to be missed.
     */
    private void probeSilence(List<Task<?>> tasks, Leg leg, Duration elapsed, Duration left) {
        if (silenceProbed) {
            return;
        }
        silenceProbed = true;
        List<Series> series = List.of(Series.target(0, 3, 0, 300 * MILLI));
        for (Leg.Channel channel : List.of(
                new Leg.Channel(Protocol.ICMP, 0),
                new Leg.Channel(Protocol.TCP, 443),
                new Leg.Channel(Protocol.TCP, 22),
                new Leg.Channel(Protocol.UDP, 33_434))) {
            sample(tasks, leg, channel, NEIGHBOUR, elapsed, left, series);
        }
        evidence.gateway()
                .ifPresent(gateway -> sample(
                        tasks,
                        leg,
                        new Leg.Channel(Protocol.ICMP, 0),
                        NEIGHBOUR,
                        elapsed,
                        left,
                        List.of(Series.direct(gateway, 4, 0, 100 * MILLI))));
    }

    /** Where one flow met several responders at a TTL: does it change from time to time, or at random? */
    private void sampleChanges(List<Task<?>> tasks, Leg leg, Duration elapsed, Duration left) {
        List<Series> series = leg.watch.entrySet().stream()
                .filter(entry -> entry.getValue().values().stream().distinct().count() > 1)
                .limit(2)
                .map(entry -> Series.hop(entry.getKey(), 0, 24, 0, 60 * MILLI))
                .toList();
        if (!series.isEmpty() && !changesSampled) {
            changesSampled = true;
            sample(tasks, leg, new Leg.Channel(Protocol.ICMP, 0), TIMEOUT, elapsed, left, series);
        }
    }

    /** The ways of the flows that lose most, and of those that lose nothing. */
    private void traceBranches(List<Task<?>> tasks, Quality quality, Duration elapsed, Duration left) {
        Leg leg = quality.leg();
        int end = leg.distance()
                .orElse(quality.routers.isEmpty() ? 1 : quality.routers.get(quality.routers.size() - 1).ttl + 1);
        List<Series> series = new ArrayList<>();
        for (int flow : Branches.toTrace(leg.target.getOrDefault(quality.channel(), new TreeMap<>()))) {
            for (int ttl = 1; ttl < end; ttl++) {
                series.add(Series.hop(ttl, flow, end > 12 ? 1 : 2, ttl * 3L * MILLI + flow * MILLI, 250 * MILLI));
            }
        }
        sample(tasks, leg, quality.channel(), TIMEOUT, elapsed, left, series);
    }

    /** More probes to the hops that tell the most about where losses or waits begin. */
    private void localise(List<Task<?>> tasks, Quality quality, Duration elapsed, Duration left) {
        Set<Integer> hops = new LinkedHashSet<>();
        List<Posterior.Weighed<Integer>> loss = quality.lossLinks();
        boolean lossy = quality.targetLoss().lost() > 0 && !settled(loss);
        if (lossy) {
            hops.addAll(Bisection.hops(loss, quality.routers.size()));
            if (moreFlows < MOST_FLOW_ROUNDS) {
                moreFlows++;
                flows(tasks, quality.leg(), quality.channel(), moreFlows == 1 ? PER_FLOW : 2, elapsed, left);
            }
        }
        List<Posterior.Weighed<Integer>> delay = quality.delayLinks();
        if (quality.mayWait() && !settled(delay)) {
            hops.addAll(Bisection.hops(delay, quality.routers.size()));
        }
        List<Series> series = new ArrayList<>();
        for (int index : hops) {
            PathHop hop = quality.routers.get(index);
            long start = series.size() * 7L * MILLI;
            series.add(
                    hop.answersDirectly() || hop.direct.size() < FEW
                            ? Series.direct(hop.address.orElseThrow(), 24, start, SPACING)
                            : Series.hop(hop.ttl, 0, 12, start, 3 * SPACING));
        }
        sample(tasks, quality.leg(), new Leg.Channel(Protocol.ICMP, 0), TIMEOUT, elapsed, left, series);
    }

    private static boolean settled(List<Posterior.Weighed<Integer>> links) {
        return links.get(0).probability() >= SURE;
    }

    /**
     * Returns what follows from what is known.
     *
     * @param run when it began, how long it took and why it ends
     */
    public DiagnosisRecord conclude(RunRecord run) {
        if (run.stopReason() != StopReason.COMPLETED) {
            Omission why = run.stopReason() == StopReason.CANCELLED ? Omission.CANCELLED : Omission.DEADLINE;
            evidence.omit(
                    why,
                    "The diagnosis ended early (%s, in the stage %s): it says what was known by then"
                            .formatted(
                                    why == Omission.DEADLINE ? "deadline" : "cancelled",
                                    Words.of(stage.orElse(DiagnosisStage.SURROUNDINGS))));
        }
        if (networkChanged || run.networkChanged()) {
            evidence.omit(
                    Omission.NETWORK_CHANGED,
                    "This host's network changed meanwhile: the findings may belong to either network, so repeat it");
        }
        return new Conclusion(evidence, run).diagnosis(firstRun, sent, answered, networkChanged);
    }

    /** Returns the interfaces and routes as they were looked at. */
    Optional<NetworkState> network() {
        return evidence.network;
    }
}
