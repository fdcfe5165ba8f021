// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pathtracer.AddressFamily;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.mtu.SizeStep.SizeOutcome;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;

/**
 * Finds the largest size that the target answers, and the evidence that one byte more does not fit. It keeps two
 * bounds: the largest size that fits, and above it the smallest that is known or suspected not to. What a router or
 * this host says of a size is taken at once (RFC 1191, RFC 8201), but the size that a router names is tried, and one
 * byte more, since it may be wrong (RFC 8899 section 4.6.1). Silence is suspicion: the search goes on below, and the
 * suspect is tried again with each wave, beside a size that fits, until it is answered or lost often enough. So chance
 * costs a wave at most, and certainty comes without waiting for it.
 */
final class SizeSearch implements Search {
    /** RFC 8201 section 4: a report of less than IPv6's least MTU is not to be believed. */
    private static final int IPV6_MINIMUM = 1280;

    /** Sizes that routers name: one for each narrower link is to be expected, a liar could name them all. */
    private static final int MOST_NAMED = 10;

    private final InetAddress target;
    private final int ttl;
    private final int smallest;
    private final int largest;
    private final LossAllowance allowance;
    private final Map<Integer, SizeState> states = new LinkedHashMap<>();
    /** Sizes of the current wave that were not answered. */
    private final TreeSet<Integer> silentNow = new TreeSet<>();

    private int smallestAnsweredNow = Integer.MAX_VALUE;
    /** Whether the current wave has a size that is known to fit. */
    private boolean controlled;

    private int fits;
    private int named;
    private int lostInARow;

    SizeSearch(InetAddress target, int ttl, int smallest, int largest, int tries) {
        this.target = target;
        this.ttl = ttl;
        this.smallest = smallest;
        this.largest = largest;
        this.allowance = new LossAllowance(tries);
    }

    /** The largest size that the target answered; 0 for none. */
    int fits() {
        return fits;
    }

    @Override
    public List<SizedOrder> wave() {
        settleWave();
        SortedSet<Integer> sizes = states.isEmpty() ? firstSizes() : fits == 0 ? retryOfSmallest() : nextSizes();
        controlled = !sizes.isEmpty() && sizes.first() <= fits;
        List<SizedOrder> orders = new ArrayList<>();
        for (int size : sizes) {
            states.computeIfAbsent(size, SizeState::new);
            orders.add(new SizedOrder(ttl, size));
        }
        return orders;
    }

    private SortedSet<Integer> firstSizes() {
        TreeSet<Integer> sizes = new TreeSet<>(Sizes.first(smallest, largest));
        sizes.add(smallest);
        return sizes;
    }

    private SortedSet<Integer> retryOfSmallest() {
        SizeState state = state(smallest);
        boolean again = !state.told() && state.silent < tries();
        TreeSet<Integer> sizes = new TreeSet<>(again ? List.of(smallest) : List.of());
        // Where the target says nothing, routers still do: what one names may be too big for the next.
        OptionalInt name = named();
        if (name.isPresent() && !states.containsKey(name.getAsInt()) && named++ < MOST_NAMED) {
            sizes.add(name.getAsInt());
        }
        return sizes;
    }

    /** The smallest size that a router named as what fits; empty if none did. */
    OptionalInt named() {
        return states.values().stream()
                .flatMapToInt(state -> believed(state).stream())
                .filter(mtu -> mtu >= smallest && mtu < largest)
                .min();
    }

    private SortedSet<Integer> nextSizes() {
        TreeSet<Integer> sizes = new TreeSet<>();
        if (fits == largest || lostInARow >= tries()) {
            return sizes;
        }
        Optional<SizeState> tooBig = smallestTooBig();
        int limit = tooBig.map(state -> state.size).orElse(largest + 1);
        sizes.addAll(between(limit, tooBig));
        if (tooBig.isPresent() && !certain(tooBig.get()) && !(limit == fits + 1 && reported(fits))) {
            sizes.add(limit);
            sizes.add(fits);
        }
        return sizes;
    }

    private List<Integer> between(int limit, Optional<SizeState> tooBig) {
        OptionalInt name = states.values().stream()
                .filter(state -> state.size >= limit)
                .flatMapToInt(state -> believed(state).stream())
                .filter(mtu -> mtu >= fits && mtu < limit)
                .min();
        List<Integer> sizes = new ArrayList<>();
        boolean here = tooBig.isPresent() && tooBig.get().outcome() == SizeOutcome.TOO_BIG_HERE;
        if (name.isPresent() && named++ < MOST_NAMED) {
            sizes.add(name.getAsInt());
            sizes.add(name.getAsInt() + 1);
        } else if (tooBig.isEmpty() || certain(tooBig.get()) || !reported(limit)) {
            // A usual size is likely the limit itself; if it is this host's, that is found out for nothing.
            sizes.addAll(Sizes.usual(fits) ? List.of(fits + 1) : List.of());
            sizes.addAll(Sizes.usual(fits) && here ? List.of() : Sizes.between(fits, limit));
        }
        sizes.removeIf(size -> size <= fits || size >= limit);
        return sizes;
    }

    private OptionalInt believed(SizeState state) {
        OptionalInt mtu = state.reportedMtu();
        boolean ipv6 = AddressFamily.of(target) == AddressFamily.IPV6;
        return mtu.isPresent() && ipv6 && mtu.getAsInt() < IPV6_MINIMUM ? OptionalInt.empty() : mtu;
    }

    /** The smallest size above those that fit which is known or suspected not to. */
    private Optional<SizeState> smallestTooBig() {
        return states.values().stream()
                .filter(state -> state.size > fits && (state.told() || state.silent > 0))
                .min((a, b) -> Integer.compare(a.size, b.size));
    }

    private boolean certain(SizeState state) {
        return state.told() || state.lost >= tries();
    }

    /** Whether a router named this size as what fits. */
    private boolean reported(int size) {
        return states.values().stream()
                .anyMatch(state -> believed(state).stream().anyMatch(mtu -> mtu == size));
    }

    private int tries() {
        int lost = 0;
        int sent = 0;
        for (SizeState state : states.values()) {
            if (state.size <= fits) {
                lost += state.silent;
                sent += state.sent;
            }
        }
        return allowance.tries(lost, sent);
    }

    /** Silence says something about a size only where smaller ones are heard. */
    private void settleWave() {
        for (int size : silentNow) {
            state(size).lost += smallestAnsweredNow < size ? 1 : 0;
        }
        int enough = tries();
        for (SizeState state : states.values()) {
            if (!state.told() && state.lost >= enough) {
                state.learn(SizeOutcome.LOST, state.evidence());
            }
        }
        boolean heard = smallestAnsweredNow != Integer.MAX_VALUE;
        lostInARow = heard ? 0 : lostInARow + (controlled ? 1 : 0);
        silentNow.clear();
        smallestAnsweredNow = Integer.MAX_VALUE;
    }

    private SizeState state(int size) {
        return states.computeIfAbsent(size, SizeState::new);
    }

    @Override
    public void onOutcome(SizedOrder order, ProbeOutcome outcome) {
        SizeState state = state(order.size());
        if (outcome instanceof ProbeOutcome.Answer answer) {
            state.sent++;
            if (arrived(answer)) {
                state.learn(SizeOutcome.FITS, outcome);
                fits = Math.max(fits, state.size);
                smallestAnsweredNow = Math.min(smallestAnsweredNow, state.size);
            } else {
                state.learn(tooBig(answer) ? SizeOutcome.TOO_BIG : SizeOutcome.REFUSED, outcome);
            }
        } else if (outcome instanceof ProbeOutcome.SendFailed failure
                && failure.errorName().endsWith("EMSGSIZE")) {
            state.learn(SizeOutcome.TOO_BIG_HERE, outcome);
        } else {
            silence(state, outcome);
        }
    }

    @Override
    public void onLateAnswer(SizedOrder order, ProbeOutcome.Answer answer) {
        SizeState state = state(order.size());
        state.silent--;
        state.sent--;
        onOutcome(order, answer);
    }

    private void silence(SizeState state, ProbeOutcome outcome) {
        state.silent++;
        silentNow.add(state.size);
        if (outcome instanceof ProbeOutcome.Timeout) {
            state.sent++;
        } else if (!state.told()) {
            state.learn(SizeOutcome.NOT_SENT, outcome);
        }
    }

    private static boolean tooBig(ProbeOutcome.Answer answer) {
        return answer instanceof ProbeOutcome.Unreachable unreachable
                && unreachable.reason() == UnreachableReason.FRAGMENTATION_NEEDED;
    }

    private boolean arrived(ProbeOutcome.Answer answer) {
        if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            return unreachable.reason() == UnreachableReason.PORT
                    && unreachable.reception().address().equals(target);
        }
        return !(answer instanceof ProbeOutcome.TimeExceeded);
    }

    /** What is known by now. */
    PathMtuVerdict verdict() {
        if (fits == 0) {
            return withoutAnswer(state(smallest).outcome());
        } else if (fits >= largest) {
            return PathMtuVerdict.LARGEST_SIZE;
        }
        Optional<SizeState> next = smallestTooBig().filter(state -> state.size == fits + 1);
        if (next.isEmpty()) {
            return PathMtuVerdict.UNDECIDED;
        }
        return switch (next.get().outcome()) {
            case TOO_BIG_HERE -> PathMtuVerdict.LOCAL_INTERFACE;
            case TOO_BIG, REFUSED -> PathMtuVerdict.REPORTED;
            case LOST -> reported(fits) ? PathMtuVerdict.REPORTED : PathMtuVerdict.BLACK_HOLE;
            default -> reported(fits) ? PathMtuVerdict.REPORTED : PathMtuVerdict.UNDECIDED;
        };
    }

    private static PathMtuVerdict withoutAnswer(SizeOutcome outcome) {
        return switch (outcome) {
            case TOO_BIG, TOO_BIG_HERE -> PathMtuVerdict.BELOW_SMALLEST_SIZE;
            case REFUSED -> PathMtuVerdict.UNREACHABLE;
            default -> PathMtuVerdict.UNANSWERED;
        };
    }

    /** A report or refusal that tells of the limit: of the smallest size, if there are several. */
    Optional<SizeState> report() {
        return states.values().stream()
                .filter(state -> state.size > fits && state.evidence() instanceof ProbeOutcome.IcmpError)
                .filter(state -> state.outcome() != SizeOutcome.FITS)
                .min((a, b) -> Integer.compare(a.size, b.size));
    }

    Optional<SizeStep> step(int size) {
        return Optional.ofNullable(states.get(size)).map(SizeState::step);
    }

    /** In the order in which they were first tried. */
    List<SizeStep> steps() {
        return states.values().stream().map(SizeState::step).toList();
    }
}
