// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A step of the loaded phase, after which it is decided whether to add connections.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface LoadInterval {
    /** Returns when it began, since the operation's start. */
    Duration start();

    /** Returns the goodput in this time. */
    Goodput goodput();

    /** Returns the number of connections that carried load towards this host. */
    int connectionsDown();

    /** Returns the number of connections that carried load towards the server. */
    int connectionsUp();

    /** Returns whether goodput was stable in every direction loaded. */
    boolean saturated();

    /** Returns the responsiveness in this time alone; empty if not measured. */
    OptionalDouble rpm();
}
