// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.check.Argument;

/** The targets that a builder collects: each once. */
final class Targets {
    private static final int MOST_HOSTS = 1 << 20;

    private final Set<Target> named = new LinkedHashSet<>();

    /** Targets of texts, of which each is checked before one is taken. */
    static List<Target> of(Collection<String> texts) {
        return Argument.copy("targets", texts).stream().map(Target::of).toList();
    }

    /** The first one of at least one. */
    static Target first(List<Target> targets) {
        Check.require(!targets.isEmpty(), "there is no target");
        return targets.get(0);
    }

    void add(Collection<Target> more) {
        named.addAll(Argument.copy("targets", more));
    }

    List<Target> list() {
        Check.require(
                named.stream().mapToLong(Target::hostCount).sum() <= MOST_HOSTS,
                "more than %d targets".formatted(MOST_HOSTS));
        return List.copyOf(named);
    }
}
