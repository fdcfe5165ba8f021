// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.net.InetAddress;
import org.pathtracer.testkit.check.Checks;

/** Addresses for nodes that were given none. */
final class AutomaticAddresses {
    private AutomaticAddresses() {}

    static InetAddress ipv4(int number) {
        return Checks.address(number == 0 ? "10.255.0.1" : "10.0.%d.%d".formatted(number >> 8, number & 0xff));
    }

    static InetAddress ipv6(int number) {
        return Checks.address(number == 0 ? "fd00::ffff:1" : "fd00::%x".formatted(number));
    }
}
