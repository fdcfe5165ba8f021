// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.pathtracer.Protocol;
import org.pathtracer.core.sample.Series;
import org.pathtracer.diagnosis.Omission;

/** The gateway, the target by both families, the ways there, large packets and the service, side by side. */
final class FirstLook {
    private static final int PER_FLOW = 4;
    /**
     * What answers at all, has answered by then: twice the round trip half around the earth by satellite (600 ms). What
     * is still open then, the second look traces again with more patience.
     */
    private static final Duration TRACE = Duration.ofMillis(1200);

    private static final int GATEWAY_PROBES = 6;
    /** Paths have some fifteen hops on average (CAIDA's Ark). */
    private static final int AHEAD = 15;

    private final Evidence evidence;
    private final Instruments instruments;

    FirstLook(Evidence evidence, Instruments instruments) {
        this.evidence = evidence;
        this.instruments = instruments;
    }

    void plan(Plan plan, NameStage names) {
        if (evidence.isCutOff()) {
            evidence.omit(Omission.DEPENDENT, "Nothing beyond this host was looked at, since it is not connected");
            return;
        }
        if (evidence.request.publicAddress()) {
            publicAddress(plan);
        }
        names.chooseAddresses();
        names.repeatSlowQuestions(plan);
        if (evidence.main().isEmpty()) {
            if (evidence.omissions.stream().noneMatch(limit -> limit.kind() == Omission.DEPENDENT)) {
                evidence.omit(Omission.DEPENDENT, "The path was not looked at, since the target has no address");
            }
            return;
        }
        Leg leg = evidence.main().get();
        ServiceStage.check(plan, evidence, instruments);
        if (evidence.isThisHost()) {
            evidence.omit(Omission.NOT_SUPPORTED, "The target is this host: there is no path to look at");
            if (evidence.request.port().isEmpty()) {
                plan.trace(leg, new Leg.Channel(Protocol.ICMP, 0), 2, TRACE);
            }
            return;
        }
        path(plan, leg);
        evidence.other().ifPresent(other -> otherFamily(plan, other));
    }

    private void publicAddress(Plan plan) {
        if (instruments.simulated()) {
            evidence.omit(Omission.SIMULATED, "The public address was not asked for, since the network is simulated");
        } else {
            plan.publicAddress();
        }
    }

    private void path(Plan plan, Leg leg) {
        Leg.Channel icmp = new Leg.Channel(Protocol.ICMP, 0);
        Leg.Channel application = evidence.application();
        gateway(plan, leg, icmp);
        plan.trace(leg, icmp, 2, TRACE);
        plan.sample(leg, icmp, Plan.BRIEF_TIMEOUT, ahead());
        plan.flows(leg, icmp, application.equals(icmp) ? PER_FLOW : 2);
        if (application.equals(icmp)) {
            // Load balancers tell flows apart by ports, which echo requests lack.
            plan.flows(leg, new Leg.Channel(Protocol.TCP, 80), 2);
        } else {
            plan.trace(leg, application, 2, TRACE);
            plan.flows(leg, application, PER_FLOW);
        }
        plan.mtu(leg);
    }

    /**
     * Hops before it is known how many there are, so that a change of the route is seen over all the time that there
     * is. What is farther than the target, the target answers.
     */
    private static List<Series> ahead() {
        return IntStream.rangeClosed(1, AHEAD)
                .mapToObj(ttl -> Series.hop(ttl, 0, 2, (350L + 3L * ttl) * Plan.MILLI, 400 * Plan.MILLI))
                .toList();
    }

    /** It is known without a trace, so that much loss can't hide it. */
    private void gateway(Plan plan, Leg leg, Leg.Channel icmp) {
        evidence.gateway().filter(gateway -> !evidence.leavesByVpn()).ifPresent(gateway -> {
            leg.gateway(gateway);
            plan.sample(
                    leg,
                    icmp,
                    Plan.BRIEF_TIMEOUT,
                    List.of(Series.direct(gateway, GATEWAY_PROBES, 0, 4 * Plan.SPACING)));
        });
    }

    private void otherFamily(Plan plan, Leg other) {
        Leg.Channel icmp = new Leg.Channel(Protocol.ICMP, 0);
        Leg.Channel application = evidence.application();
        plan.trace(other, application, 1, TRACE);
        plan.sample(other, application, Plan.TIMEOUT, List.of(Series.target(0, 6, 0, 60 * Plan.MILLI)));
        if (!application.equals(icmp)) {
            plan.sample(other, icmp, Plan.TIMEOUT, List.of(Series.target(0, 4, 0, 60 * Plan.MILLI)));
        }
    }
}
