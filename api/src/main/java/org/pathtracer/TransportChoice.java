// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Which transport an operation used, and why.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface TransportChoice {
    /** Returns the transport's name, for example {@code dgram}. */
    String name();

    /** Returns why this one: asked for, or what spoke against those preferred to it. */
    String reason();

    /** Returns what this transport can't do or see; also says so if {@code lostHere} is not 0. */
    List<Limit<TransportLimit>> limits();

    /**
     * Returns the number of packets that this host received and lost itself while the operation ran, also of other
     * operations of the tracer, where the system tells: a probe without answer, and an outage, may be this host's own
     * then.
     */
    long lostHere();
}
