// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import java.util.List;
import java.util.stream.IntStream;

/** Which sizes are worth trying. */
final class Sizes {
    /**
     * MTUs that paths often have: IPv4's 576 (RFC 791), IPv6's 1280 (RFC 8200), what mobile networks, WireGuard, VXLAN,
     * clouds, GRE, 6in4 and PPPoE leave of Ethernet's 1500, Ethernet, jumbo frames, the largest packet.
     */
    private static final List<Integer> USUAL =
            List.of(576, 1280, 1400, 1420, 1450, 1460, 1476, 1480, 1492, 1500, 9000, 65_535);

    /** Those to begin with: they tell of which kind the path is. */
    private static final List<Integer> FIRST = List.of(1500, 9000, 65_535);

    /** More of them cost packets, fewer cost round trips: eight parts find 1 of 1,500 sizes in four waves. */
    private static final int PARTS = 8;

    private Sizes() {}

    static boolean usual(int size) {
        return USUAL.contains(size);
    }

    /** Some above the smallest, up to and with the largest. */
    static List<Integer> first(int smallest, int largest) {
        return IntStream.concat(FIRST.stream().mapToInt(size -> size), IntStream.of(largest))
                .filter(size -> size > smallest && size <= largest)
                .sorted()
                .distinct()
                .boxed()
                .toList();
    }

    /** Some between two sizes, both excluded: usual ones, else such as divide the range evenly. */
    static List<Integer> between(int low, int high) {
        List<Integer> usual =
                USUAL.stream().filter(size -> size > low && size < high).toList();
        return usual.isEmpty() ? evenly(low, high) : usual;
    }

    private static List<Integer> evenly(int low, int high) {
        long width = (long) high - low;
        return IntStream.range(1, PARTS)
                .map(i -> low + (int) (width * i / PARTS))
                .filter(size -> size > low)
                .distinct()
                .boxed()
                .toList();
    }
}
