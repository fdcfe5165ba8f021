// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Objects;

/**
 * Which transport an operation used, and why.
 *
 * @param name the transport's name, for example {@code dgram}
 * @param reason why this one: asked for, or what spoke against those preferred to it
 * @param limits what this transport can't do or see, a sentence each
 */
public record TransportChoice(String name, String reason, List<String> limits) {
    /** Copies the list. */
    public TransportChoice {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(limits, "limits");
        limits = List.copyOf(limits);
    }
}
