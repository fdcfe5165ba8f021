// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.check.Argument;

/** The targets that a builder collects: each once, and each checked when it is named. */
final class Targets {
    private static final int LONGEST_BLOCK = 64;

    private final Set<String> named = new LinkedHashSet<>();

    void add(Collection<String> more) {
        List<String> checked = new ArrayList<>();
        for (String target : Argument.copy("targets", more)) {
            checked.add(check(target));
        }
        named.addAll(checked);
    }

    /** A host, or a block of addresses. */
    static String check(String target) {
        if (target != null && target.indexOf('/') >= 0 && !target.contains("//")) {
            AddressBlock.parse(Check.name("target", target, LONGEST_BLOCK));
            return target;
        }
        return Check.host("target", target);
    }

    /** All of them, where a block stands for its addresses. */
    List<String> list() {
        return TargetList.of(List.copyOf(named));
    }
}
