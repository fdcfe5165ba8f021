// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;

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
        limits = List.copyOf(limits);
    }
}
