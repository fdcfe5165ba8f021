// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.LimitingHopRecord;

/**
 * Finds the hop before the link that limits a path MTU: the last one at which the TTL of a packet that is too big ends.
 * Packets with larger TTLs are reported by that hop, or vanish; then small packets, which don't, tell a silent hop from
 * the limit. TTLs are tried eight at once, nearest first.
 */
final class LimitSearch implements Search {
    private static final int WINDOW = 8;

    private final int small;
    private final int large;
    private final int tries;
    private final int maxTtl;
    private final Optional<InetAddress> reporter;
    /** The TTL of the reporter, as far as its quote tells. */
    private final OptionalInt hint;

    private final TreeMap<Integer, TtlSearch> hops = new TreeMap<>();
    private boolean hinted;
    private boolean contradicted;

    /**
     * A search for the hop that lets pass small packets and no large ones.
     *
     * @param tries silent probes that make a TTL silent
     * @param reporter address that said of large packets that they are too big
     * @param hint TTL at which it may be
     */
    LimitSearch(int small, int large, int tries, int maxTtl, Optional<InetAddress> reporter, OptionalInt hint) {
        this.small = small;
        this.large = large;
        this.tries = tries;
        this.maxTtl = maxTtl;
        this.reporter = reporter;
        this.hint = hint.isPresent() && hint.getAsInt() >= 1 && hint.getAsInt() < maxTtl ? hint : OptionalInt.empty();
    }

    @Override
    public List<SizedOrder> wave() {
        List<SizedOrder> orders = new ArrayList<>();
        if (result().isPresent() || contradicted) {
            return orders;
        } else if (hint.isPresent() && !hinted) {
            hinted = true;
            orders.add(large(hint.getAsInt()));
            orders.add(large(hint.getAsInt() + 1));
        } else if (firstRefused().isPresent()) {
            // Only the TTL before matters: it may be a hop that is reached, or silent, or beyond the limit too.
            orders.add(large(firstRefused().getAsInt() - 1));
        } else {
            addWindow(orders);
        }
        return orders;
    }

    private SizedOrder large(int ttl) {
        hop(ttl).largeSent++;
        return new SizedOrder(ttl, large);
    }

    private SizedOrder small(int ttl) {
        hop(ttl).smallSent++;
        return new SizedOrder(ttl, small);
    }

    /** The next TTLs behind the last one reached, and more of them as long as none answers. */
    private void addWindow(List<SizedOrder> orders) {
        OptionalInt alive = firstAliveBeyond();
        for (int end = alive.orElse(lastReached() + WINDOW); orders.isEmpty() && end <= maxTtl; end += WINDOW) {
            for (int ttl = lastReached() + 1; ttl <= end; ttl++) {
                addUndecided(ttl, orders);
            }
        }
    }

    /** Large ones alone at first: where they are answered, small ones would tell nothing. */
    private void addUndecided(int ttl, List<SizedOrder> orders) {
        TtlSearch hop = hop(ttl);
        if (hop.largeSent > 0 && !settledSmall(hop)) {
            orders.add(small(ttl));
        }
        if (hop.largeSent < tries) {
            orders.add(large(ttl));
        }
    }

    private boolean settledSmall(TtlSearch hop) {
        return hop.alive.isPresent() || hop.smallSent >= tries;
    }

    private TtlSearch hop(int ttl) {
        return hops.computeIfAbsent(ttl, key -> new TtlSearch());
    }

    @Override
    public void onOutcome(SizedOrder order, ProbeOutcome outcome) {
        if (!(outcome instanceof ProbeOutcome.Answer answer)) {
            return;
        }
        Optional<InetAddress> from = Optional.of(answer.reception().address());
        TtlSearch hop = hop(order.ttl());
        if (order.size() == small) {
            hop.alive = from;
        } else if (answer instanceof ProbeOutcome.TimeExceeded) {
            hop.reachedBy = from;
        } else if (answer instanceof ProbeOutcome.Unreachable) {
            hop.refusedBy = from;
        } else {
            contradicted = true;
        }
    }

    @Override
    public void onLateAnswer(SizedOrder order, ProbeOutcome.Answer answer) {
        onOutcome(order, answer);
    }

    /** Whether the target itself has answered a large packet, so that there is nothing to look for. */
    boolean contradicted() {
        return contradicted;
    }

    /** The hop; empty as long as it is not known. */
    Optional<LimitingHop> result() {
        Optional<InetAddress> last = reachedBy(lastReached());
        if (reporter.isPresent() && last.equals(reporter)) {
            return Optional.of(new LimitingHopRecord(OptionalInt.of(lastReached()), last, 0));
        }
        OptionalInt refused = firstRefused();
        if (refused.isPresent()) {
            // A packet with TTL 1 is looked at by the first router only.
            int ttl = Math.max(1, refused.getAsInt() - 1);
            boolean known = ttl == lastReached() || hop(ttl).largeSent >= tries;
            return known ? Optional.of(reportedAt(ttl, refused.getAsInt())) : Optional.empty();
        }
        return blackHole();
    }

    private LimitingHop reportedAt(int ttl, int refusedTtl) {
        return new LimitingHopRecord(OptionalInt.of(ttl), hop(refusedTtl).refusedBy, 0);
    }

    private Optional<LimitingHop> blackHole() {
        int last = lastReached();
        OptionalInt alive = firstAliveBeyond();
        if (alive.isEmpty()) {
            return Optional.empty();
        }
        int beyond = alive.getAsInt();
        boolean silent = hops.subMap(last, false, beyond, true).values().stream()
                .allMatch(hop -> hop.largeSent >= tries && settledSmall(hop));
        return silent ? Optional.of(silentLimit(last, beyond)) : Optional.empty();
    }

    /** A router that reported once, and says no more, is where its quote says, if that is possible. */
    private LimitingHop silentLimit(int last, int beyond) {
        if (reporter.isEmpty()) {
            return new LimitingHopRecord(OptionalInt.of(last), reachedBy(last), beyond - last - 1);
        }
        boolean possible = hint.isPresent() && hint.getAsInt() > last && hint.getAsInt() < beyond;
        return new LimitingHopRecord(possible ? hint : OptionalInt.empty(), reporter, 0);
    }

    private Optional<InetAddress> reachedBy(int ttl) {
        return Optional.ofNullable(hops.get(ttl)).flatMap(hop -> hop.reachedBy);
    }

    /** Largest TTL that a large packet reached; 0 for none. */
    private int lastReached() {
        return hops.descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue().reachedBy.isPresent())
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private OptionalInt firstRefused() {
        return first(lastReached(), hop -> hop.refusedBy.isPresent());
    }

    private OptionalInt firstAliveBeyond() {
        return first(lastReached(), hop -> hop.alive.isPresent());
    }

    private OptionalInt first(int after, Predicate<TtlSearch> condition) {
        return hops.tailMap(after, false).entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }
}
