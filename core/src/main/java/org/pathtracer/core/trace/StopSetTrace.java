// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.HopRecord;

/**
 * A trace that begins in the middle: from there to the target, one TTL after the other, then back towards this host. On
 * the way back it takes hops from the {@link StopSet}, where that knows them, and asks the others. Where the way back
 * meets the target again, or the end of the path by another rule, the path is shorter, and ends there: by the same rule
 * as that of a {@link TraceStrategy}, which asks each part of it.
 */
final class StopSetTrace implements TimedTrace {
    private final TraceRequest request;
    private final InetAddress destination;
    private final StopSet stopSet;
    private final PathEnd pathEnd;
    /** The parts that were begun, and the key of the first probe of each; all but the last have ended. */
    private final List<TraceStrategy> parts = new ArrayList<>();

    private final List<Integer> firstKeys = new ArrayList<>();
    /** What lies behind the part that is traced now. */
    private final ArrayDeque<PathHop> path = new ArrayDeque<>();

    private Setting setting;
    /** First TTL of the part that is traced now. */
    private int ttl;

    private int ordered;
    private @Nullable StopReason stopped;

    StopSetTrace(TraceRequest request, Setting setting, StopSet stopSet) {
        this.request = request;
        this.setting = setting;
        this.stopSet = stopSet;
        destination = setting.profile().destination();
        pathEnd = new PathEnd(destination, request.gapLimit());
        ttl = stopSet.midpoint(request);
        begin(PathPart.from(ttl, request, this::known));
    }

    /** One answer is enough of a router that is known with what is in front of it. */
    private boolean known(TtlProbes hop) {
        return hop.onlyRouter()
                .flatMap(router -> stopSet.inFrontOf(hop.ttl, router))
                .isPresent();
    }

    private TraceStrategy begin(PathPart part) {
        TraceStrategy trace = new TraceStrategy(request, setting, event -> {}, part);
        parts.add(trace);
        firstKeys.add(ordered);
        return trace;
    }

    private TraceStrategy current() {
        return parts.get(parts.size() - 1);
    }

    @Override
    public void onTime(long now) {
        TraceStrategy part = current();
        part.onTime(now);
        while (stopped == null && part.stopped().isPresent()) {
            List<TtlProbes> hops = part.path();
            for (int i = hops.size() - 1; i >= 0; i--) {
                path.addFirst(hops.get(i));
            }
            if (!infer()) {
                part = begin(PathPart.at(ttl, longestRtt(), this::known));
                part.onTime(now);
            }
        }
    }

    /** Goes back as far as hops are known; whether this was all the way. */
    private boolean infer() {
        ttl--;
        Optional<KnownHop> known = inFront(path.getFirst());
        while (ttl >= request.firstHop() && known.isPresent()) {
            path.addFirst(known.get());
            ttl--;
            known = inFront(known.get());
        }
        if (ttl < request.firstHop()) {
            finish();
        }
        return stopped != null;
    }

    private Optional<KnownHop> inFront(PathHop hop) {
        Optional<InetAddress> router = hop instanceof TtlProbes asked ? asked.onlyRouter() : hop.address();
        return router.flatMap(address -> stopSet.inFrontOf(ttl + 1, address)).map(found -> new KnownHop(ttl, found));
    }

    private long longestRtt() {
        return path.stream()
                .filter(TtlProbes.class::isInstance)
                .mapToLong(hop -> ((TtlProbes) hop).longestRtt())
                .max()
                .orElse(0);
    }

    private void finish() {
        List<PathHop> all = List.copyOf(path);
        int length = length(all);
        stopped = pathEnd.after(all.subList(0, length), true).orElse(StopReason.MAX_HOPS);
        while (path.size() > length) {
            path.removeLast();
        }
        stopSet.add(all.subList(0, length), request.firstHop());
    }

    /** How many hops there are up to where the path ends. */
    private int length(List<PathHop> all) {
        int length = 1;
        while (length < all.size()
                && pathEnd.after(all.subList(0, length), silent(all, length)).isEmpty()) {
            length++;
        }
        return length;
    }

    private static boolean silent(List<PathHop> all, int from) {
        return all.subList(from, all.size()).stream().noneMatch(PathHop::answered);
    }

    @Override
    public Optional<ProbeOrder> next() {
        if (stopped != null) {
            return Optional.empty();
        }
        int firstKey = firstKeys.get(firstKeys.size() - 1);
        Optional<ProbeOrder> order = current().next();
        if (order.isPresent()) {
            ordered++;
        }
        return order.map(
                one -> new ProbeOrder(firstKey + one.key(), one.ttl(), one.flow(), one.profile(), one.alone()));
    }

    /** The number of the part that a probe belongs to. */
    private int part(int key) {
        int part = parts.size() - 1;
        while (firstKeys.get(part) > key) {
            part--;
        }
        return part;
    }

    @Override
    public void onSent(int key, long nanos) {
        int part = part(key);
        parts.get(part).onSent(key - firstKeys.get(part), nanos);
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        int part = part(key);
        parts.get(part).onAnswer(key - firstKeys.get(part), answer);
    }

    @Override
    public void onDuplicate(int key) {
        int part = part(key);
        parts.get(part).onDuplicate(key - firstKeys.get(part));
    }

    @Override
    public void onTimeout(int key) {
        int part = part(key);
        parts.get(part).onTimeout(key - firstKeys.get(part));
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        int part = part(key);
        parts.get(part).onSendFailed(key - firstKeys.get(part), failure);
    }

    @Override
    public void onUnidentified(InetAddress of) {
        current().onUnidentified(of);
        if (of.equals(destination)) {
            setting = setting.oneByOne();
        }
    }

    @Override
    public long wakeAt() {
        return stopped == null ? current().wakeAt() : Long.MAX_VALUE;
    }

    @Override
    public Optional<StopReason> stopped() {
        return Optional.ofNullable(stopped);
    }

    @Override
    public TraceStrategy.Findings result(StopReason reason) {
        List<PathHop> found = stopped == null ? soFar() : List.copyOf(path);
        List<Hop> hops = new ArrayList<>();
        for (int before = request.firstHop(); stopped == null && !found.isEmpty() && before < ttl; before++) {
            // Ended from outside: what was to be asked on the way back was not.
            hops.add(new HopRecord(before, List.of()));
        }
        found.forEach(hop -> hops.add(hop.hop()));
        return new TraceStrategy.Findings(
                hops,
                !found.isEmpty() && found.get(found.size() - 1).reached(destination),
                reason,
                parts.stream().mapToInt(TraceStrategy::sent).sum(),
                parts.stream().mapToInt(TraceStrategy::received).sum());
    }

    private List<PathHop> soFar() {
        List<PathHop> found = new ArrayList<>(current().path());
        found.addAll(path);
        return found.isEmpty() ? found : found.subList(0, length(found));
    }

    @Override
    public long sentNanos(int hop, int sequence) {
        return parts.stream()
                .filter(part -> part.covers(hop))
                .findFirst()
                .orElseThrow()
                .sentNanos(hop, sequence);
    }
}
