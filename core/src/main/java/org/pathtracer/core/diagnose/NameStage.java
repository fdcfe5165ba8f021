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
import org.pathtracer.AddressFamily;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.Target;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.RecordType;
import org.pathtracer.interfaces.Route;

/** Asks for the target's addresses, and chooses those to look at. */
final class NameStage {
    /** Two times the 1.5 s after which a question is repeated. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

    private final Evidence evidence;
    private final DiagnoseRequest request;
    private final Instruments instruments;

    NameStage(Evidence evidence, Instruments instruments) {
        this.evidence = evidence;
        this.request = evidence.request;
        this.instruments = instruments;
    }

    void surroundings(Plan plan) {
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
        String name = request.target().toString();
        if (!Surfaces.isLocalhost(name)
                && evidence.network.filter(Surfaces::hasNoLink).isPresent()) {
            return;
        }
        List<InetSocketAddress> servers = Surfaces.isLocalhost(name) ? List.of() : instruments.nameServers();
        // A simulated host has no other resolver than its name servers.
        if (!instruments.simulated() || servers.isEmpty()) {
            lookUp(plan, name, servers.isEmpty() ? Task.Wait.STAGE : Task.Wait.BRIEFLY);
        }
        for (InetSocketAddress server : servers) {
            ask(plan, server, name, RecordType.A);
            ask(plan, server, name, RecordType.AAAA);
        }
    }

    private void lookUp(Plan plan, String name, Task.Wait awaited) {
        plan.add(new Task<>(
                "the look-up of " + name,
                awaited,
                with -> with.addresses(name),
                found -> evidence.systemAddresses = found,
                cause -> evidence.nameFailed = true,
                found -> Duration.ZERO,
                Duration.ZERO));
    }

    private void ask(Plan plan, InetSocketAddress server, String name, RecordType type) {
        DnsQuery query = DnsQuery.of(type, name)
                .server(server)
                .attempts(2)
                .timeout(LONGEST_ANSWER.dividedBy(2))
                .deadline(LONGEST_ANSWER)
                .build();
        plan.add(new Task<>(
                "the question to the name server " + Words.address(server.getAddress()),
                Task.Wait.STAGE,
                with -> with.ask(query),
                answer -> {
                    evidence.results.add(answer);
                    evidence.asked.add(new Evidence.Asked(server, type, Optional.of(answer), answer.duration()));
                },
                cause -> {
                    // What the end of the diagnosis cut short, was not left unanswered.
                    if (!(cause instanceof OperationCancelledException)) {
                        evidence.asked.add(new Evidence.Asked(server, type, Optional.empty(), LONGEST_ANSWER));
                    }
                },
                answer -> answer.duration(),
                LONGEST_ANSWER));
    }

    /** A server that had to ask others is quick the second time: then it is not itself slow. */
    void repeatSlowQuestions(Plan plan) {
        List<Evidence.Asked> slow = evidence.asked.stream()
                .filter(one -> one.answer().isPresent() && one.took().compareTo(Surfaces.SLOW_ANSWER) >= 0)
                .toList();
        slow.forEach(one -> ask(plan, one.server(), request.target().toString(), one.type()));
    }

    void chooseAddresses() {
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
            Optional<Route> route = instruments.routeTo(address);
            if (evidence.network.isPresent() && !address.isLoopbackAddress() && route.isEmpty()) {
                evidence.unroutable.add(address);
                String sentence =
                        "%s was not looked at: this host has no route to %s".formatted(family, Words.address(address));
                evidence.omit(
                        evidence.named() && all.size() > 1 ? Omission.NOT_SUPPORTED : Omission.DEPENDENT, sentence);
                continue;
            }
            evidence.legs.put(family, new Leg(address));
            route.ifPresent(way -> evidence.routes.put(family, way));
            evidence.mainFamily = evidence.mainFamily.or(() -> Optional.of(family));
        }
    }
}
