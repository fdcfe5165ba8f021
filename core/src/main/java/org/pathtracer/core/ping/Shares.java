// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.util.Arrays;
import java.util.List;
import org.pathtracer.core.engine.Endpoints;

/**
 * Which loop pings which target. Targets that can be probed are dealt out in turn, so that the loops go through the
 * list side by side, as one alone would go through it; the others belong to the first share.
 */
final class Shares {
    private final Endpoints all;
    private final int[][] places;

    /** Deals out to so many loops. */
    Shares(Endpoints all, int count) {
        this.all = all;
        places = new int[count][all.size() / count + 1];
        int[] sizes = new int[count];
        int found = 0;
        for (int i = 0; i < all.size(); i++) {
            int share = all.isFound(i) ? found++ % count : 0;
            if (sizes[share] == places[share].length) {
                places[share] = Arrays.copyOf(places[share], 2 * sizes[share]);
            }
            places[share][sizes[share]++] = i;
        }
        for (int share = 0; share < count; share++) {
            places[share] = Arrays.copyOf(places[share], sizes[share]);
        }
    }

    /** The targets of a share. */
    Endpoints of(int share) {
        return all.some(places[share]);
    }

    /** The place among all targets of one of a share. */
    int place(int share, int index) {
        return places[share][index];
    }

    /** Puts together what is known of the targets of each share: the order is that of all targets. */
    <T> List<T> together(List<List<T>> shares) {
        @SuppressWarnings("unchecked") // an array of T, all of whose elements are set
        T[] whole = (T[]) new Object[all.size()];
        for (int share = 0; share < places.length; share++) {
            for (int i = 0; i < places[share].length; i++) {
                whole[places[share][i]] = shares.get(share).get(i);
            }
        }
        return List.of(whole);
    }
}
