// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Addresses as they are along a path: of this network, of some providers, of the target's network. */
final class ZooAddresses {
    static final String GATEWAY = "192.168.7.1";
    static final String GATEWAY6 = "fd00:7::1";

    private static final List<String> BLOCKS =
            List.of("62.115", "80.81", "84.116", "129.250", "193.251", "212.187", "4.69", "154.54", "195.219", "77.67");
    private static final List<String> TARGETS = List.of("151.101", "104.18", "185.60", "34.117", "203.208", "91.198");

    private final SplittableRandom random;
    private final Set<String> used = new HashSet<>();
    private final List<Integer> providers = new ArrayList<>();
    private final int target;
    private final int subnet;

    ZooAddresses(SplittableRandom random) {
        this.random = random;
        target = random.nextInt(TARGETS.size());
        subnet = random.nextInt(256);
        int first = random.nextInt(BLOCKS.size());
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            providers.add((first + 3 * i) % BLOCKS.size());
        }
    }

    /** IPv4, then IPv6. */
    List<String> ofTarget() {
        return List.of(
                unique(() -> "%s.%d.%d".formatted(TARGETS.get(target), subnet, 2 + random.nextInt(250))),
                unique(() -> "2a04:4e%02x:%x::%x".formatted(target, subnet, 2 + random.nextInt(60_000))));
    }

    List<String> ofGateway() {
        return List.of(GATEWAY, GATEWAY6);
    }

    List<String> ofCarrier() {
        return List.of(
                unique(() -> "100.64.%d.%d".formatted(random.nextInt(64), 1 + random.nextInt(250))), ofProvider6(0));
    }

    /**
     * Of a router in a provider's network.
     *
     * @param along how far along the path it is, 0 to 1
     */
    List<String> ofProvider(double along) {
        int which = (int) Math.min(providers.size() - 1, along * providers.size());
        String block = BLOCKS.get(providers.get(which));
        return List.of(
                unique(() -> "%s.%d.%d".formatted(block, random.nextInt(256), 1 + random.nextInt(250))),
                ofProvider6(which));
    }

    private String ofProvider6(int which) {
        int block = providers.get(which);
        return unique(() -> "2a0%d:%x::%x".formatted(block % 4, 0x1000 * (1 + block), 1 + random.nextInt(60_000)));
    }

    /** Of a router in the target's network. */
    List<String> nearTarget() {
        boolean same = random.nextBoolean();
        int other = same ? subnet : random.nextInt(256);
        return List.of(
                unique(() -> "%s.%d.%d".formatted(TARGETS.get(target), other, 2 + random.nextInt(250))),
                unique(() -> "2a04:4e%02x:%x::%x".formatted(target, other, 2 + random.nextInt(60_000))));
    }

    private String unique(Supplier<String> address) {
        String made = address.get();
        while (!used.add(made)) {
            made = address.get();
        }
        return made;
    }
}
