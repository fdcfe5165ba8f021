// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.net.InetAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.pathtracer.testkit.topology.Direction;

/** A link in the direction in which a packet takes it. */
final class Passage {
    final Site to;
    final Direction direction;
    final int weight;
    final int mtu;
    /** Addresses of the interface at its far end, if that has its own. */
    final List<InetAddress> arrival;
    /** The same link the other way; null if there is none. */
    @Nullable
    Passage back;
    /** In the state of the link's Gilbert chain in which everything is lost. */
    private boolean losing;

    Passage(Site to, Direction direction, int weight, int mtu, List<InetAddress> arrival) {
        this.to = to;
        this.direction = direction;
        this.weight = weight;
        this.mtu = mtu;
        this.arrival = arrival;
    }

    /**
     * How long a packet waits that comes at this time. In each period the queue moves from one random length to
     * another; a third of these lengths are zero, so that load comes and goes.
     */
    long waiting(long seed, long at) {
        if (direction.queueNanos() == 0) {
            return 0;
        }
        long period = direction.queuePeriodNanos();
        long salt = Balancer.mix(seed, Balancer.mix(to.index, direction.queueNanos()));
        double moved = (double) Math.floorMod(at, period) / period;
        double length =
                (1 - moved) * load(salt, Math.floorDiv(at, period)) + moved * load(salt, Math.floorDiv(at, period) + 1);
        return (long) (direction.queueNanos() * length);
    }

    private static double load(long salt, long slot) {
        double random = (Balancer.mix(salt, slot) >>> 11) * 0x1p-53;
        return Math.max(0, 1.5 * random - 0.5);
    }

    /**
     * Whether the next packet is lost. With bursts, by a chain of two states (Gilbert, "Capacity of a Burst-Noise
     * Channel", 1960) that moves with each packet, as netem's "loss gemodel" does: the mean stay in the bad one is the
     * burst, and the share of packets that meet it is the loss.
     */
    boolean loses(RandomGenerator random) {
        double loss = direction.loss();
        double burst = direction.lossBurst();
        if (loss == 0) {
            return false;
        } else if (burst == 1 || loss == 1) {
            return random.nextDouble() < loss;
        }
        double leave = losing ? 1 / burst : Math.min(1, loss / (1 - loss) / burst);
        losing ^= random.nextDouble() < leave;
        return losing;
    }
}
