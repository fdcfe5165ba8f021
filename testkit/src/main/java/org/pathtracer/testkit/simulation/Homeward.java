// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer on its way to the source: back along the trail of its packet, or along its node's return path. */
final class Homeward implements Leg {
    private final Journey journey;
    private final Answer answer;
    /** Where it is, while it goes back along the trail. */
    private @Nullable Trail trail;

    private List<Passage> path = List.of();
    /** How much of the path is behind it. */
    private int taken;

    private Homeward(Journey journey, Answer answer) {
        this.journey = journey;
        this.answer = answer;
    }

    /** Sends an answer off from where its packet has ended. */
    static void start(Journey journey, Answer answer, Trail trail) {
        Homeward leg = new Homeward(journey, answer);
        Site site = trail.site();
        if (site.returnPaths.isEmpty()) {
            leg.trail = trail;
        } else {
            leg.path = journey.network.balancer.chooseReturn(site, answer.probe, journey.random);
        }
        leg.step(site);
    }

    @Override
    public long at() {
        return answer.at;
    }

    @Override
    public void delay(long nanos) {
        answer.at += nanos;
    }

    @Override
    public Leg copy() {
        Homeward copy = new Homeward(journey, answer.copy());
        copy.trail = trail;
        copy.path = path;
        copy.taken = taken;
        return copy;
    }

    @Override
    public void arrive() {
        Site here = trail != null ? trail.site() : path.get(taken - 1).to;
        Translator.restore(answer, here);
        step(here);
    }

    private void step(Site here) {
        if (trail == null) {
            alongPath(here);
        } else {
            alongTrail(here, trail);
        }
    }

    private void alongTrail(Site here, Trail now) {
        Trail before = now.before();
        Passage way = now.back();
        if (before == null) {
            home(here);
        } else if (way == null) {
            journey.lose(here, "there is no way back");
        } else {
            trail = before;
            take(way, here, before.before() == null);
        }
    }

    private void alongPath(Site here) {
        if (taken == path.size()) {
            home(here);
        } else {
            Passage way = path.get(taken++);
            take(way, here, taken == path.size());
        }
    }

    private void home(Site here) {
        if (answer.probe.translated == null) {
            journey.ends(new Fate.Answered(answer));
        } else {
            journey.lose(here, "it did not come back through the address translator");
        }
    }

    private void take(Passage way, Site here, boolean last) {
        if (!last && --answer.replyTtl <= 0) {
            journey.lose(way.to, "the answer's TTL has ended");
        } else {
            journey.cross(way, here, this);
        }
    }
}
