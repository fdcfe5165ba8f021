// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.util.OptionalDouble;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Responsiveness under load, in round trips per minute (draft-ietf-ippm-responsiveness-09): 60000 divided by
 * milliseconds, each a mean without the slowest samples. Not to be mixed up with 60 divided by a ping's seconds.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Responsiveness {
    /** Returns the mean of {@code foreign} and {@code loaded}; empty unless both were measured. */
    OptionalDouble rpm();

    /**
     * Returns the responsiveness of new connections: from the mean of the times for TCP's handshake, TLS's and a
     * request.
     */
    OptionalDouble foreign();

    /** Returns the responsiveness of requests on the connections that carry the load. */
    OptionalDouble loaded();

    /** Returns how far it can be trusted. */
    Confidence confidence();

    /** Returns the responsiveness in words. */
    ResponsivenessClass responsivenessClass();
}
