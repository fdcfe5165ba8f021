// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.pathtracer.core.engine.Endpoint;

/**
 * Which loop pings which target. Targets that can be probed are dealt out in turn, so that the loops go through the
 * list side by side, as one alone would go through it; the others belong to the first share.
 */
final class Shares {
    private final byte[] shareOf;
    private final int count;

    /** Deals out to so many loops, at most 127. */
    Shares(List<Endpoint> endpoints, int count) {
        this.count = count;
        shareOf = new byte[endpoints.size()];
        int found = 0;
        int at = 0;
        for (Endpoint endpoint : endpoints) {
            shareOf[at++] = (byte) (endpoint instanceof Endpoint.Found ? found++ % count : 0);
        }
    }

    /** What each loop gets of the things that the targets have, one for each target. */
    <T> List<List<T>> deal(List<T> all) {
        List<List<T>> shares = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shares.add(new ArrayList<>(all.size() / count + 1));
        }
        int at = 0;
        for (T one : all) {
            shares.get(shareOf[at++]).add(one);
        }
        return shares;
    }

    /** Puts together again what was dealt out: the order is that of the targets. */
    <T> List<T> together(List<List<T>> shares) {
        List<Iterator<T>> next = shares.stream().map(List::iterator).toList();
        List<T> all = new ArrayList<>(shareOf.length);
        for (byte share : shareOf) {
            all.add(next.get(share).next());
        }
        return all;
    }
}
