// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.result.PlaceRecord;

/**
 * What is wrong with names. Two questions to each server, each sent twice if need be, are four packets: that 10 % loss
 * swallows them all has a probability of 1 in 10,000.
 */
final class NameVerdicts {
    /** Silence of four packets, against loss by chance and against a filter of the host itself. */
    private static final double DEAD = 0.96;
    /** All servers agree that there is no such name. */
    private static final double UNKNOWN = 0.97;
    /** A server that can't find out: it is broken, or the name's own servers are. */
    private static final double FAILS = 0.6;

    /**
     * Another server can: so it is not the name's own servers. What is left is a chain of signatures that is broken.
     */
    private static final double FAILS_ALONE = 0.85;

    private static final double SLOW = 0.94;
    /** A private, loopback or unspecified address where another server has a public one. */
    private static final double LYING_INNER = 0.96;
    /** Answers without a common address: a lie, or a network that answers by place. */
    private static final double LYING_DIFFERENT = 0.62;

    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();

    private NameVerdicts(Evidence evidence) {
        this.evidence = evidence;
    }

    static List<Finding> of(Evidence evidence) {
        NameVerdicts verdicts = new NameVerdicts(evidence);
        if (evidence.named()) {
            verdicts.judge();
        }
        return verdicts.findings;
    }

    private void judge() {
        Map<InetSocketAddress, List<Evidence.Asked>> servers = evidence.byServer();
        boolean resolved = evidence.main().isPresent() || !evidence.systemAddresses.isEmpty();
        if (servers.isEmpty()) {
            if (!resolved && evidence.nameFailed) {
                find(
                        FindingKind.NAME_UNKNOWN,
                        nowhere(),
                        UNKNOWN,
                        Severity.BLOCKS,
                        "no name server is known to ask, and the system does not know the name");
            }
            return;
        }
        List<InetSocketAddress> dead = servers.keySet().stream()
                .filter(server -> known(servers, server).stream()
                        .allMatch(one -> one.answer().isEmpty()))
                .toList();
        Severity severity = resolved ? Severity.DEGRADES : Severity.BLOCKS;
        for (InetSocketAddress server : dead) {
            find(
                    FindingKind.RESOLVER_DEAD,
                    at(server),
                    DEAD,
                    severity,
                    "none of %d questions to %s was answered"
                            .formatted(known(servers, server).size(), text(server)));
        }
        Map<InetSocketAddress, Set<InetAddress>> said = new java.util.LinkedHashMap<>();
        servers.forEach((server, all) -> {
            if (!dead.contains(server)) {
                said.put(server, said(all));
            }
        });
        if (!said.isEmpty()) {
            unknownOrFailing(servers, said, resolved);
            lying(servers, said);
            slow(servers);
        }
    }

    private static Set<InetAddress> said(Collection<Evidence.Asked> all) {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        all.forEach(one -> one.answer().ifPresent(answer -> addresses.addAll(Surfaces.addresses(answer))));
        return addresses;
    }

    private void unknownOrFailing(
            Map<InetSocketAddress, List<Evidence.Asked>> servers,
            Map<InetSocketAddress, Set<InetAddress>> said,
            boolean resolved) {
        if (resolved || said.values().stream().anyMatch(set -> !set.isEmpty())) {
            return;
        }
        boolean denied = said.keySet().stream()
                .anyMatch(server -> has(known(servers, server), DnsStatus.NO_SUCH_NAME)
                        || has(known(servers, server), DnsStatus.NO_ERROR));
        InetSocketAddress first = said.keySet().iterator().next();
        if (denied) {
            find(
                    FindingKind.NAME_UNKNOWN,
                    at(first),
                    UNKNOWN,
                    Severity.BLOCKS,
                    "%d of %d name servers answer, and none knows an address".formatted(said.size(), servers.size()));
        } else {
            var claims = new Posterior<Claim>()
                    .add(Claim.of(FindingKind.RESOLVER_DEAD, at(first)), FAILS, 0)
                    .add(Claim.of(FindingKind.NAME_UNKNOWN, at(first)), 1 - FAILS, 0)
                    .weighed();
            add(
                    claims,
                    Severity.BLOCKS,
                    List.of(text(first) + " answers that it could not find out (server failure or refused)"));
        }
    }

    private static boolean fails(List<Evidence.Asked> all) {
        return all.stream().anyMatch(one -> one.answer().isPresent())
                && !has(all, DnsStatus.NO_SUCH_NAME)
                && !has(all, DnsStatus.NO_ERROR);
    }

    /** What is known of a server that was asked. */
    private static <V> V known(Map<InetSocketAddress, V> all, InetSocketAddress server) {
        return Objects.requireNonNull(all.get(server), server::toString);
    }

    private static boolean has(List<Evidence.Asked> all, DnsStatus status) {
        return all.stream()
                .anyMatch(one ->
                        one.answer().filter(answer -> answer.status() == status).isPresent());
    }

    private void lying(
            Map<InetSocketAddress, List<Evidence.Asked>> servers, Map<InetSocketAddress, Set<InetAddress>> said) {
        boolean anyOuter = said.values().stream().flatMap(Set::stream).anyMatch(one -> !Surfaces.isInner(one));
        boolean works = evidence.main().filter(Leg::answersAnything).isPresent();
        for (InetSocketAddress server : said.keySet()) {
            Set<InetAddress> own = known(said, server);
            boolean othersKnow = said.entrySet().stream()
                    .anyMatch(other ->
                            !other.getKey().equals(server) && !other.getValue().isEmpty());
            boolean inner = !own.isEmpty() && own.stream().allMatch(Surfaces::isInner);
            if (own.stream().anyMatch(Surfaces::isNowhere) && !own.stream().allMatch(InetAddress::isLoopbackAddress)
                    || !own.isEmpty() && own.stream().allMatch(Surfaces::isNowhere) && !isLocalName()) {
                find(FindingKind.RESOLVER_LYING, at(server), LYING_INNER, Severity.BLOCKS, answers(server, own));
            } else if (inner && anyOuter && othersDiffer(server, said)) {
                find(FindingKind.RESOLVER_LYING, at(server), LYING_INNER, Severity.DEGRADES, answers(server, own));
            } else if (own.isEmpty() && othersKnow && fails(known(servers, server))) {
                find(
                        FindingKind.RESOLVER_DEAD,
                        at(server),
                        FAILS_ALONE,
                        Severity.DEGRADES,
                        text(server)
                                + " answers that it could not find out (server failure or refused), and another server has an address");
            } else if (own.isEmpty() && othersKnow && has(known(servers, server), DnsStatus.NO_SUCH_NAME)) {
                find(
                        FindingKind.RESOLVER_LYING,
                        at(server),
                        works ? LYING_INNER : LYING_DIFFERENT,
                        Severity.DEGRADES,
                        text(server) + " says that there is no such name, and another server has an address");
            }
        }
        if (findings.stream().noneMatch(found -> found.kind() == FindingKind.RESOLVER_LYING)) {
            differing(said);
        }
    }

    /** Two servers that have no address in common, not even one of the same network. */
    private void differing(Map<InetSocketAddress, Set<InetAddress>> said) {
        List<InetSocketAddress> servers = said.keySet().stream()
                .filter(server -> !known(said, server).isEmpty())
                .toList();
        for (int i = 1; i < servers.size(); i++) {
            Set<InetAddress> first = known(said, servers.get(0));
            Set<InetAddress> other = known(said, servers.get(i));
            if (Collections.disjoint(first, other) && !near(first, other)) {
                boolean majority =
                        servers.size() > 2 && !Collections.disjoint(other, known(said, servers.get(i == 1 ? 2 : 1)));
                InetSocketAddress liar = majority ? servers.get(0) : servers.get(i);
                InetSocketAddress peer = majority ? servers.get(i) : servers.get(0);
                var claims = new Posterior<Claim>()
                        .add(Claim.of(FindingKind.RESOLVER_LYING, at(liar)), LYING_DIFFERENT, 0)
                        .add(Claim.of(FindingKind.RESOLVER_LYING, at(peer)), (1 - LYING_DIFFERENT) / 2, 0)
                        .add(Claim.nothing(), (1 - LYING_DIFFERENT) / 2, 0)
                        .weighed();
                add(
                        claims,
                        Severity.DEGRADES,
                        List.of(answers(peer, known(said, peer)), answers(liar, known(said, liar))));
                return;
            }
        }
    }

    private static boolean near(Set<InetAddress> one, Set<InetAddress> other) {
        int sameNetwork = 16;
        return one.stream()
                .anyMatch(a -> other.stream()
                        .anyMatch(b -> a.getAddress().length == b.getAddress().length
                                && Surfaces.commonBits(a, b) >= sameNetwork));
    }

    private static boolean othersDiffer(InetSocketAddress server, Map<InetSocketAddress, Set<InetAddress>> said) {
        return said.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(server)
                        && !other.getValue().isEmpty()
                        && Collections.disjoint(other.getValue(), known(said, server)));
    }

    private boolean isLocalName() {
        String name = evidence.request.target().toString();
        return name.equals("localhost") || name.endsWith(".localhost") || !name.contains(".");
    }

    private void slow(Map<InetSocketAddress, List<Evidence.Asked>> servers) {
        servers.forEach((server, all) -> {
            long answered = all.stream().filter(one -> one.answer().isPresent()).count();
            Optional<Duration> fastest = all.stream()
                    .filter(one -> one.answer().isPresent())
                    .map(Evidence.Asked::took)
                    .min(Duration::compareTo);
            if (answered >= 2 && fastest.orElseThrow().compareTo(Surfaces.SLOW_ANSWER) >= 0) {
                find(
                        FindingKind.RESOLVER_SLOW,
                        at(server),
                        SLOW,
                        Severity.DEGRADES,
                        "the fastest of %d answers of %s took %d ms"
                                .formatted(answered, text(server), fastest.get().toMillis()));
            }
        });
    }

    private static String answers(InetSocketAddress server, Set<InetAddress> said) {
        return "%s answers %s"
                .formatted(
                        text(server),
                        String.join(", ", said.stream().map(Words::address).toList()));
    }

    private static String text(InetSocketAddress server) {
        return "name server " + Words.address(server.getAddress());
    }

    private static PlaceRecord at(InetSocketAddress server) {
        return PlaceRecord.host(PlaceSegment.RESOLVER, Optional.of(server.getAddress()));
    }

    private static PlaceRecord nowhere() {
        return PlaceRecord.of(PlaceSegment.RESOLVER);
    }

    private void find(FindingKind kind, PlaceRecord place, double probability, Severity severity, String why) {
        add(
                new Posterior<Claim>()
                        .add(Claim.of(kind, place), probability, 0)
                        .add(Claim.nothing(), 1 - probability, 0)
                        .weighed(),
                severity,
                List.of(why));
    }

    private void add(List<Posterior.Weighed<Claim>> claims, Severity severity, List<String> why) {
        Claim.finding(claims, severity, why, evidence.request.text()).ifPresent(findings::add);
    }
}
