// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingTarget;
import org.pathtracer.Request;
import org.pathtracer.Target;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Endpoints;
import org.pathtracer.result.PingTargetRecord;

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
    /** Of those that can be probed, in the order of the first of each. */
    private final Set<AddressFamily> families = new LinkedHashSet<>();

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

    /** Returns the target that a host belongs to: a name or an address is the host itself. */
    Target asked(int index) {
        return targets.get(starts == null ? index : at(starts, index));
    }

    /** The target whose hosts begin there, or the last before. */
    private static int at(int[] starts, int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    /** Returns the address of a host of a block. */
    InetAddress address(Target.Block block, int index) {
        return block.addresses().get(starts == null ? 0 : index - starts[at(starts, index)]);
    }

    /**
     * Where the probes to a host go.
     *
     * @param literal the address that was asked for; absent where it was a name
     * @throws InvalidRequestException if it can't be probed
     */
    void found(int index, @Nullable InetAddress literal, InetAddress destination) {
        profiles.check(destination);
        families.add(AddressFamily.of(destination));
        boolean asAsked = destination.equals(literal)
                // Two of them may be equal and differ in their links.
                && !destination.isLinkLocalAddress();
        if (size <= FEW || !asAsked) {
            kept.put(index, new Endpoint.Found(text(index), profiles.to(destination)));
        }
    }

    /** Why there can be no probes to a host. */
    void failed(int index, PathTracerException cause) {
        kept.put(index, new Endpoint.Failed(text(index), cause));
    }

    private String text(int index) {
        Target asked = asked(index);
        return asked instanceof Target.Block block ? CanonicalAddress.of(address(block, index)) : asked.toString();
    }

    /** Of a large block none is kept, and then no index is made an object. */
    private @Nullable Endpoint kept(int index) {
        return kept.isEmpty() ? null : kept.get(index);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Endpoint get(int index) {
        Endpoint known = kept(index);
        if (known != null) {
            return known;
        }
        PingTarget target = target(index);
        return new Endpoint.Found(target, profiles.to(target.address().orElseThrow()));
    }

    @Override
    public List<AddressFamily> families() {
        return List.copyOf(families);
    }

    @Override
    public boolean isFound(int index) {
        return !(kept(index) instanceof Endpoint.Failed);
    }

    @Override
    public PingTarget target(int index) {
        Endpoint known = kept(index);
        if (known != null) {
            return known.target();
        }
        Target asked = asked(index);
        // No text is made of an address in a block before a reader asks for it.
        return asked instanceof Target.Block block
                ? PingTargetRecord.at(address(block, index))
                : PingTargetRecord.at(asked.toString(), ((Target.Address) asked).address());
    }

    @Override
    public PingTarget target(int index, InetAddress destination) {
        return kept(index) == null && asked(index) instanceof Target.Block
                ? PingTargetRecord.at(destination)
                : target(index);
    }
}
