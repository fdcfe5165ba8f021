// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.net.InetAddress;
import java.util.Optional;

/**
 * One probe of a hop.
 *
 * @param atNanos when it left
 * @param from address that answered; empty if none did
 */
public record Trial(long atNanos, Optional<InetAddress> from) {
    boolean answered() {
        return from.isPresent();
    }
}
