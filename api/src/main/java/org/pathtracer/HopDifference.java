// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A TTL at which two traces met others.
 *
 * @param ttl 1 to 255
 * @param kind how they differ
 * @param earlier the addresses that answered in the earlier trace, in the order of the probes
 * @param later the addresses that answered in the later trace
 * @since 0.1.0
 */
public record HopDifference(int ttl, Kind kind, Set<InetAddress> earlier, Set<InetAddress> later) {
    /** How two traces differ at one TTL. */
    public enum Kind {
        /** Only the later trace has got there. */
        ADDED,
        /** Only the earlier trace has got there. */
        REMOVED,
        /** No responder of the earlier trace answered in the later one: the path is another. */
        OTHER_RESPONDERS,
        /** Some answered in both and some in one of them, as with load balancing. */
        SOME_RESPONDERS,
        /** Answered in the earlier trace only. */
        FELL_SILENT,
        /** Answered in the later trace only. */
        ANSWERS_NOW
    }

    /** Copies the sets, and keeps their order. */
    public HopDifference {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(earlier, "earlier");
        Objects.requireNonNull(later, "later");
        earlier = copy(earlier);
        later = copy(later);
    }

    private static Set<InetAddress> copy(Set<InetAddress> addresses) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
    }

    /** Where one trace did not ask, since it knew the router from others, it shows no difference. */
    static Optional<HopDifference> of(int ttl, Optional<Hop> earlier, Optional<Hop> later) {
        if (inferred(earlier) || inferred(later)) {
            return Optional.empty();
        }
        Set<InetAddress> before = responders(earlier);
        Set<InetAddress> after = responders(later);
        return kind(earlier, later, before, after).map(kind -> new HopDifference(ttl, kind, before, after));
    }

    private static Optional<Kind> kind(
            Optional<Hop> earlier, Optional<Hop> later, Set<InetAddress> before, Set<InetAddress> after) {
        if (earlier.isEmpty()) {
            return Optional.of(Kind.ADDED);
        } else if (later.isEmpty()) {
            return Optional.of(Kind.REMOVED);
        } else if (before.equals(after)) {
            return Optional.empty();
        } else if (after.isEmpty()) {
            return Optional.of(Kind.FELL_SILENT);
        } else if (before.isEmpty()) {
            return Optional.of(Kind.ANSWERS_NOW);
        }
        boolean common = before.stream().anyMatch(after::contains);
        return Optional.of(common ? Kind.SOME_RESPONDERS : Kind.OTHER_RESPONDERS);
    }

    private static boolean inferred(Optional<Hop> hop) {
        return hop.flatMap(Hop::inferred).isPresent();
    }

    private static Set<InetAddress> responders(Optional<Hop> hop) {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        hop.ifPresent(known -> known.responders().forEach(responder -> addresses.add(responder.address())));
        return addresses;
    }
}
