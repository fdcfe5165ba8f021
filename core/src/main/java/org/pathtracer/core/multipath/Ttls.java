// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayList;
import java.util.List;

/** Names TTLs in a sentence: "TTL 2", "TTLs 2 to 5 and 7". */
final class Ttls {
    private Ttls() {}

    /**
     * The words.
     *
     * @param ttls in ascending order, at least one
     */
    static String text(List<Integer> ttls) {
        List<String> spans = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= ttls.size(); i++) {
            if (i == ttls.size() || ttls.get(i) > ttls.get(i - 1) + 1) {
                int from = ttls.get(first);
                int to = ttls.get(i - 1);
                spans.add(from == to ? String.valueOf(from) : from + " to " + to);
                first = i;
            }
        }
        String last = spans.remove(spans.size() - 1);
        String all = spans.isEmpty() ? last : String.join(", ", spans) + " and " + last;
        return (ttls.size() == 1 ? "TTL " : "TTLs ") + all;
    }
}
