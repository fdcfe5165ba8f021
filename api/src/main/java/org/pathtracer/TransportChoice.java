// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Objects;

/**
 * Which transport an operation used, and why.
 *
 * @param name the transport's name, for example {@code dgram}
 * @param reason why this one: asked for, or what spoke against those preferred to it
 * @param limits what this transport can't do or see; also says so if {@code lostHere} is not 0
 * @param lostHere packets that this host received and lost itself while the operation ran, also of other operations of
 *     the tracer, where the system tells: a probe without answer, and an outage, may be this host's own then
 * @since 0.1.0
 */
public record TransportChoice(String name, String reason, List<TransportLimit> limits, long lostHere) {
    /** Copies the list. */
    public TransportChoice {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(limits, "limits");
        limits = List.copyOf(limits);
    }

    /** On a host that lost nothing. */
    public TransportChoice(String name, String reason, List<TransportLimit> limits) {
        this(name, reason, limits, 0);
    }
}
