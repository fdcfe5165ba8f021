// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

/**
 * What a transport is shown of the answers that arrive.
 *
 * @since 0.1.0
 */
public enum View {
    /** Whole packets, as raw sockets are. */
    WHOLE,
    /** What a system shows to any user: no headers of probes, and TCP only as the state of connections. */
    UNPRIVILEGED
}
