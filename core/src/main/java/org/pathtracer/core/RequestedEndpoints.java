// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingTarget;
import org.pathtracer.Request;
import org.pathtracer.Target;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Endpoints;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.spi.ProbeProfile;

/**
 * The endpoints of a request's hosts. Of many, those whose probes go to the very address that was asked for are not
 * kept, but made each time.
 */
final class RequestedEndpoints extends Endpoints {
    /** So few are all kept, since that is faster. */
    private static final int FEW = 4096;

    private final List<Target> targets;
    private final int size;
    /** The place of the first host of each target; absent if each target is one host. */
    private final int @Nullable [] starts;

    private final Profiles profiles;
    private final Map<Integer, Endpoint> kept = new HashMap<>();

    /** Of a request; each host is told of once, by {@link #found} or {@link #failed}. */
    RequestedEndpoints(Request<?, ?> request, Profiles profiles) {
        this.profiles = profiles;
        targets = request.targets();
        size = request.hostCount();
        starts = size == targets.size() ? null : starts(targets);
    }

    private static int[] starts(List<Target> targets) {
        int[] starts = new int[targets.size()];
        int next = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = next;
            next += targets.get(i).hostCount();
        }
        return starts;
    }

    /** Returns what was asked for: a name or an address. */
    Target host(int index) {
        Target target = asked(index);
        return target instanceof Target.Block block ? Target.of(address(block, index)) : target;
    }

    private Target asked(int index) {
        return targets.get(starts == null ? index : at(starts, index));
    }

    /** The target whose hosts begin there, or the last before. */
    private static int at(int[] starts, int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    private InetAddress address(Target.Block block, int index) {
        return block.addresses().get(starts == null ? 0 : index - starts[at(starts, index)]);
    }

    /** Where the probes to a host go. */
    void found(int index, Target host, ProbeProfile profile) {
        boolean asAsked = host instanceof Target.Address literal
                && literal.address().equals(profile.destination())
                // Two of them may be equal and differ in their links.
                && !literal.address().isLinkLocalAddress();
        if (size <= FEW || !asAsked) {
            kept.put(index, new Endpoint.Found(host.toString(), profile));
        }
    }

    /** Why there can be no probes to a host. */
    void failed(int index, Target host, PathTracerException cause) {
        kept.put(index, new Endpoint.Failed(host.toString(), cause));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Endpoint get(int index) {
        Endpoint known = kept.get(index);
        if (known != null) {
            return known;
        }
        PingTarget target = target(index);
        return new Endpoint.Found(target, profiles.to(target.address().orElseThrow()));
    }

    @Override
    public boolean isFound(int index) {
        return !(kept.get(index) instanceof Endpoint.Failed);
    }

    @Override
    public PingTarget target(int index) {
        Endpoint known = kept.get(index);
        if (known != null) {
            return known.target();
        }
        Target asked = asked(index);
        // No text is made of an address in a block before a reader asks for it.
        return asked instanceof Target.Block block
                ? PingTargetRecord.at(address(block, index))
                : PingTargetRecord.at(asked.toString(), ((Target.Address) asked).address());
    }
}
