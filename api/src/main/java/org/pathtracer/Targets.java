// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The targets that a builder collects: each once, and each checked when it is named. */
final class Targets {
    private final Set<String> named = new LinkedHashSet<>();

    void add(Collection<String> more) {
        List<String> checked = new ArrayList<>();
        for (String target : Objects.requireNonNull(more, "targets")) {
            checked.add(RequestBuilder.checkTarget(target));
            if (target.indexOf('/') >= 0) {
                AddressBlock.parse(target);
            }
            AddressBlock.refuseBadQuad(target);
        }
        named.addAll(checked);
    }

    /** All of them, where a block stands for its addresses. */
    List<String> list() {
        return TargetList.of(List.copyOf(named));
    }
}
