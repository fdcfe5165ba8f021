// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.Arrays;
import java.util.List;

/** What comes after a choice, round and round. */
public final class Cycle {
    private Cycle() {}

    /** Returns the choice after this one; after the last comes the first. */
    public static <E> E next(E[] all, E chosen) {
        List<E> choices = Arrays.asList(all);
        return choices.get((choices.indexOf(chosen) + 1) % choices.size());
    }
}
