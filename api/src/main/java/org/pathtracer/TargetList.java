// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** Targets one after the other, where a block stands for its addresses without holding them. */
final class TargetList extends AbstractList<String> implements RandomAccess {
    private static final int MOST = 1 << 20;

    private final List<List<String>> parts;
    /** Index of each part's first target; behind the last one, the number of all. */
    private final int[] starts;

    private TargetList(List<List<String>> parts) {
        this.parts = parts;
        starts = new int[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = starts[i] + parts.get(i).size();
            Check.require(starts[i + 1] <= MOST, "more than %d targets".formatted(MOST));
        }
    }

    /** Of targets as given, blocks among them. */
    static List<String> of(List<String> given) {
        Check.require(!given.isEmpty(), "there is no target");
        List<List<String>> parts = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (String target : given) {
            if (target.indexOf('/') < 0) {
                plain.add(target);
            } else {
                parts.add(List.copyOf(plain));
                parts.add(AddressBlock.parse(target));
                plain.clear();
            }
        }
        parts.add(List.copyOf(plain));
        return parts.size() == 1 ? new TargetList(parts).parts.get(0) : new TargetList(parts);
    }

    @Override
    public int size() {
        return starts[parts.size()];
    }

    @Override
    public String get(int index) {
        int part = partOf(Objects.checkIndex(index, size()));
        return parts.get(part).get(index - starts[part]);
    }

    /** The last one that begins at the index or before it: those without targets begin where the next one does. */
    private int partOf(int index) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (starts[middle] <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
