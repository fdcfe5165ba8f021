// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.Hop;
import org.pathtracer.enrich.Segment;

/**
 * The segments of a path in words.
 *
 * @since 0.1.0
 */
public final class SegmentText {
    private SegmentText() {}

    /** {@code lan 1, isp 2-4, destination 5}; hops of which it is not known are left out. */
    public static String of(List<Hop> hops) {
        List<String> runs = new ArrayList<>();
        int start = 0;
        while (start < hops.size()) {
            int end = start;
            while (end + 1 < hops.size()
                    && hops.get(end + 1).segment().equals(hops.get(start).segment())) {
                end++;
            }
            Segment segment = hops.get(start).segment().orElse(Segment.UNKNOWN);
            if (segment != Segment.UNKNOWN) {
                runs.add(EnumText.of(segment) + " "
                        + range(hops.get(start).ttl(), hops.get(end).ttl()));
            }
            start = end + 1;
        }
        return String.join(", ", runs);
    }

    private static String range(int first, int last) {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
