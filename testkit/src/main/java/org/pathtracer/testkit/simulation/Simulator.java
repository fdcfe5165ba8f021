// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.topology.Attacker;
import org.pathtracer.testkit.topology.Network;

/**
 * Says for each packet that the source sends what becomes of it, and when. It has no clock and no thread: time is an
 * argument, so that virtual time and real devices can drive it alike. All chance comes from the seed and the number of
 * the packet; it does not depend on what is done with the answers.
 *
 * @since 0.1.0
 */
public final class Simulator {
    final RouteTable routes;
    final Balancer balancer;
    private final Site source;
    private final List<Attacker> attackers;
    final long seed;
    private long packets;

    public Simulator(Network topology, long seed) {
        this.routes = new RouteTable(topology);
        this.balancer = new Balancer(seed);
        this.source = routes.site(topology.source());
        this.attackers = topology.attackers();
        this.seed = seed;
    }

    /** A packet leaves the source. Times of successive packets must not go back. */
    public List<Fate> inject(Packet packet, long at) {
        SplittableRandom random = new SplittableRandom(Balancer.mix(seed, packets++));
        List<Fate> fates = new ArrayList<>(2);
        for (Attacker attacker : attackers) {
            forge(attacker, packet, at, fates);
        }
        Journey journey = new Journey(this, random, fates);
        Outward.start(journey, packet, source, at);
        journey.run();
        return fates;
    }

    /** The time of an undecided answer has come. */
    public List<Fate> decide(Fate.Undecided undecided) {
        IcmpBudget budget = undecided.site().budget;
        List<Fate> fates = new ArrayList<>(1);
        if (budget == null || budget.take(undecided.at())) {
            Journey journey = new Journey(this, undecided.random(), fates);
            Homeward.start(journey, undecided.answer(), undecided.trail());
            journey.run();
        } else {
            fates.add(new Fate.Lost(undecided.site().node.name(), "its ICMP rate is exceeded"));
        }
        return fates;
    }

    private void forge(Attacker attacker, Packet packet, long at, List<Fate> fates) {
        SplittableRandom guesses = new SplittableRandom(Balancer.mix(~seed, packets));
        for (ReplyKind kind : ReplyKind.values()) {
            boolean forges = attacker.kinds().contains(kind) && Forgery.plausible(packet, kind);
            for (int i = 0; i < attacker.repliesPerProbe() && forges; i++) {
                Packet guess = Forgery.guess(packet, kind, guesses);
                fates.add(new Fate.Answered(Answer.forged(guess, kind, at + attacker.delayNanos())));
            }
        }
    }
}
